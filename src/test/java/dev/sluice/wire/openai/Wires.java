package dev.sluice.wire.openai;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Stream;

/** Streams to feed and what came out of them. */
final class Wires {
  static final ChatStream.Options WANTED =
      new ChatStream.Options(null, true, 1 << 20, "gw-1", 77, 128);
  static final ChatStream.Options UNWANTED =
      new ChatStream.Options(null, false, 1 << 20, "gw-1", 77, 128);
  static final String DONE = "data: [DONE]\n\n";

  private Wires() {}

  /** A frame with these choices. */
  static String chunk(String choices) {
    return event(
        "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"up\",\"choices\":["
            + choices
            + "]}");
  }

  /** A frame with these choices and usage. */
  static String chunk(String choices, String usage) {
    return chunk(choices).replace("]}\n\n", "],\"usage\":" + usage + "}\n\n");
  }

  static String choice(String delta, String finish) {
    return choice(0, delta, finish);
  }

  static String choice(int index, String delta, String finish) {
    return "{\"index\":" + index + ",\"delta\":" + delta + ",\"finish_reason\":" + finish + "}";
  }

  static String event(String json) {
    return "data: " + json + "\n\n";
  }

  /** A role, one word and a finish. */
  static String clean() {
    return chunk(choice("{\"role\":\"assistant\",\"content\":\"\"}", "null"))
        + chunk(choice("{\"content\":\"hé\"}", "null"))
        + chunk(choice("{}", "\"stop\""));
  }

  static Result run(ChatStream.Options options, String... reads) {
    return run(options, Stream.of(reads).map(Buffer::buffer).toList());
  }

  static Result run(ChatStream.Options options, List<Buffer> reads) {
    ChatStream stream = new ChatStream(options);
    Buffer out = Buffer.buffer();
    for (Buffer read : reads) {
      out.appendBuffer(stream.feed(read));
    }
    out.appendBuffer(stream.end());
    return new Result(out.toString(), stream);
  }

  /** All that came out, and the stream after its end. */
  record Result(String out, ChatStream stream) {
    /** The data of the frames, without the terminal event. */
    List<String> frames() {
      return Stream.of(out.split("\n\n"))
          .filter(event -> !event.isEmpty() && !event.equals("data: [DONE]"))
          .map(event -> event.substring("data: ".length()))
          .toList();
    }
  }
}
