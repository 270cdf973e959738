package dev.sluice.wire.gemini;

import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.InflowStream;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns one attempt's stream of responses into one that is safe for every client: whole events
 * without names, each on one line, no terminal one. It has ended well when upstream ends after
 * every candidate has.
 */
public final class GeminiStream extends InflowStream {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final byte @Nullable [] model;
  private final GeminiGlance glance = new GeminiGlance();
  private Buffer out = Buffer.buffer();

  /**
   * A stream at its start.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   * @param maxFrame longest event taken from upstream, in bytes
   */
  public GeminiStream(@Nullable String publicModel, int maxFrame) {
    super(maxFrame);
    this.model = publicModel == null ? null : JsonText.encode(publicModel);
  }

  @Override
  public Buffer feed(Buffer chunk) {
    if (inflow.over()) {
      return Buffer.buffer();
    }
    out = Buffer.buffer(chunk.length() + TAIL.length);
    inflow.feed(Bytes.of(chunk));
    while (inflow.next()) {
      event();
    }
    return out;
  }

  @Override
  public Buffer end() {
    out = Buffer.buffer();
    if (inflow.over()) {
      return out;
    }
    if (inflow.last()) {
      event();
      inflow.torn();
    }
    if (!inflow.over() && conclude() == null) {
      inflow.cut();
    }
    return out;
  }

  private void event() {
    byte[] in = events.array();
    int from = events.textFrom();
    int to = events.dataTo();
    if (from == to) {
      return;
    }
    try {
      glance.read(in, from, to);
      if (glance.failed() || events.error()) {
        inflow.fail(GeminiFailure.within(in, from, to));
      } else {
        emit(in, from, to);
      }
    } catch (MalformedJson | FailureException e) {
      inflow.fail(e);
    }
  }

  private void emit(byte[] in, int from, int to) {
    out.appendBytes(DATA);
    int at = from;
    byte[] name = model;
    if (name != null && glance.modelFrom() >= 0) {
      line(in, at, glance.modelFrom());
      out.appendBytes(name);
      at = glance.modelTo();
    }
    line(in, at, to);
    out.appendBytes(TAIL);
  }

  /** JSON may break its lines between tokens, an event of the dialect may not. */
  private void line(byte[] in, int from, int to) {
    int plain = from;
    for (int at = from; at < to; at++) {
      if (in[at] == '\n' || in[at] == '\r') {
        out.appendBytes(in, plain, at - plain);
        plain = at + 1;
      }
    }
    out.appendBytes(in, plain, to - plain);
  }

  @Override
  public @Nullable Usage usage() {
    return glance.usage().told() ? glance.usage().usage() : null;
  }

  /** An answer that has ended needs no more. */
  @Override
  public @Nullable Buffer conclude() {
    if (inflow.over() || !glance.complete()) {
      return null;
    }
    inflow.finish();
    return Buffer.buffer();
  }
}
