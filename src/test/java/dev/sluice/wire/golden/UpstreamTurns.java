package dev.sluice.wire.golden;

import dev.sluice.model.Capabilities;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.canonical.Upstream;
import dev.sluice.wire.openai.codec.ChatAnswerWriter;
import dev.sluice.wire.openai.codec.ChatRequestReader;
import dev.sluice.wire.openai.codec.ChatShown;
import dev.sluice.wire.openai.codec.ChatStreamWriter;
import io.vertx.core.buffer.Buffer;

/**
 * What golden files of dialects that only providers speak go through, before a client of OpenAI's.
 * The request's own model name stands for the target's.
 */
record UpstreamTurns(ProviderDialect dialect, String usual, String unwrapping) {
  private static final ChatShown CHAT = new ChatShown("fast", "chatcmpl-fallback", 1_800_000_000);
  private static final int FRAME = 1 << 20;

  /** The request in the provider's dialect, with what was dropped. */
  String request(String in) {
    return Written.told(dropped -> {
      CanonicalRequest asked = ChatRequestReader.read(Buffer.buffer(in), dropped);
      return dialect.write(asked, upstream(asked.model()), dropped).body();
    });
  }

  /** A whole answer as the client gets it. */
  String answer(String in) {
    return Written.orFailure(
        () -> ChatAnswerWriter.write(sent(in).answer(Buffer.buffer(in)), CHAT));
  }

  /** A translation of the stream whose text this is. */
  StreamTranslation stream(String in) {
    return new StreamTranslation(
        sink -> sent(in).stream(FRAME, sink), new ChatStreamWriter(CHAT, true));
  }

  static String whole(StreamTranslation translation, Buffer in) {
    return translation.feed(in).toString() + translation.end();
  }

  /** What was sent before: with a schema when the answer stands in the tool that is one. */
  private Carried sent(String in) {
    String asked = !unwrapping.isEmpty() && in.contains(unwrapping) ? unwrappingRequest() : usual;
    CanonicalRequest request = ChatRequestReader.read(Buffer.buffer(asked), new Dropped(false));
    return dialect.write(request, upstream(request.model()), new Dropped(false));
  }

  private String unwrappingRequest() {
    return usual.substring(0, usual.length() - 1)
        + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\","
        + "\"schema\":{\"type\":\"object\"}}}}";
  }

  private static Upstream upstream(String model) {
    return new Upstream(model, Capabilities.UNKNOWN);
  }
}
