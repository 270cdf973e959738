package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Events of streams, and what a stream makes of them. */
final class MessagesEvents {
  static final String START =
      event(
          "message_start",
          ",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
              + "\"model\":\"up-1\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
              + "\"usage\":{\"input_tokens\":43,\"output_tokens\":1}}");
  static final String DELTA =
      event(
          "message_delta",
          ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
              + "\"usage\":{\"input_tokens\":61,\"output_tokens\":7}");
  static final String STOP = event("message_stop", "");
  static final String PING = event("ping", "");

  private MessagesEvents() {}

  static String event(String type, String rest) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n";
  }

  static String open(int index, String block) {
    return event("content_block_start", ",\"index\":" + index + ",\"content_block\":" + block);
  }

  static String text(int index) {
    return open(index, "{\"type\":\"text\",\"text\":\"\"}");
  }

  static String says(int index, String text) {
    return event(
        "content_block_delta",
        ",\"index\":" + index + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
  }

  static String close(int index) {
    return event("content_block_stop", ",\"index\":" + index);
  }

  /** What came of a stream. */
  record Made(String bytes, boolean finished, @Nullable Failure failure, @Nullable Usage usage) {}

  /** Feeds the text in pieces of so many bytes, and ends it. */
  static Made through(String events, int piece, @Nullable String model) {
    MessagesStream stream = new MessagesStream(model, 1 << 16, 5);
    Buffer all = Buffer.buffer(events);
    Buffer made = Buffer.buffer();
    for (int at = 0; at < all.length(); at += piece) {
      Buffer read = all.getBuffer(at, Math.min(all.length(), at + piece));
      made.appendBuffer(stream.feed(read));
    }
    made.appendBuffer(stream.end());
    return new Made(made.toString(), stream.finished(), stream.failure(), stream.usage());
  }

  static Made through(String events) {
    return through(events, events.length() + 1, null);
  }
}
