package dev.sluice.provider.translation;

import dev.sluice.bus.Reply;
import dev.sluice.wire.canonical.Dropped;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Locale;

/** Heads of answers whose bodies are translated. */
final class Heads {
  private static final String TYPE = "content-type";

  private Heads() {}

  /**
   * The answer with another body. A content type that the provider's dialect does not promise stays
   * as it is, for whoever judges answers.
   *
   * @param media what the provider's content type begins with
   */
  static Reply.Answered translated(
      Reply.Answered answered,
      Dropped dropped,
      String media,
      boolean stream,
      ReadStream<Buffer> body) {
    MultiMap headers = answered.headers();
    String lost = dropped.header();
    if (!lost.isEmpty()) {
      // What the provider's own server does not know was told before.
      String before = headers.get(Dropped.HEADER);
      headers.set(Dropped.HEADER, before == null ? lost : lost + ", " + before);
    }
    String type = headers.get(TYPE);
    if (type == null || type.toLowerCase(Locale.ROOT).startsWith(media)) {
      headers.set(TYPE, stream ? "text/event-stream" : "application/json");
    }
    return new Reply.Answered(answered.status(), headers, body);
  }
}
