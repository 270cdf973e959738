package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.EventReader;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns one attempt's stream of responses into one that is safe for every client: whole events
 * without names, each on one line, no terminal one. It has ended well when upstream ends after
 * every candidate has.
 */
public final class GeminiStream implements AnswerStream {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final byte @Nullable [] model;
  private final int maxFrame;
  private final EventReader events;
  private final GeminiGlance glance = new GeminiGlance();
  private Buffer out = Buffer.buffer();
  private boolean finished;
  private @Nullable Failure failure;

  /**
   * A stream at its start.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   * @param maxFrame longest event taken from upstream, in bytes
   */
  public GeminiStream(@Nullable String publicModel, int maxFrame) {
    this.model = publicModel == null ? null : JsonText.encode(publicModel);
    this.maxFrame = maxFrame;
    this.events = new EventReader(maxFrame);
  }

  @Override
  public Buffer feed(Buffer chunk) {
    if (over()) {
      return Buffer.buffer();
    }
    Bytes bytes = Bytes.of(chunk);
    out = Buffer.buffer(chunk.length() + TAIL.length);
    events.feed(bytes.array(), bytes.from(), bytes.to());
    while (failure == null && events.next()) {
      event();
    }
    if (failure == null && events.tooLong()) {
      failure =
          new Failure.Garbled("The provider sent an event of more than " + maxFrame + " bytes.");
    }
    return out;
  }

  @Override
  public Buffer end() {
    out = Buffer.buffer();
    if (over()) {
      return out;
    }
    if (events.last()) {
      event();
      if (failure instanceof Failure.Garbled) {
        failure = cut();
      }
    }
    if (failure == null) {
      finished = glance.complete();
      failure = finished ? null : cut();
    }
    return out;
  }

  private boolean over() {
    return finished || failure != null;
  }

  private static Failure cut() {
    return new Failure.Cut("The provider's answer ended before it was finished.");
  }

  private void event() {
    byte[] in = events.array();
    int from = events.dataFrom();
    int to = events.dataTo();
    while (from < to && in[from] <= ' ' && in[from] >= 0) {
      from++;
    }
    if (from == to) {
      return;
    }
    try {
      glance.read(in, from, to);
      if (glance.failed() || events.error()) {
        failure = GeminiFailure.within(in, from, to);
      } else {
        emit(in, from, to);
      }
    } catch (MalformedJson e) {
      failure = new Failure.Garbled("The provider sent an event that is not JSON.");
    } catch (FailureException e) {
      failure = e.failure();
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
  public boolean finished() {
    return finished;
  }

  @Override
  public @Nullable Failure failure() {
    return failure;
  }

  @Override
  public @Nullable Usage usage() {
    return glance.usage().told() ? glance.usage().usage() : null;
  }

  /** An answer that has ended needs no more. */
  @Override
  public @Nullable Buffer conclude() {
    if (finished || failure != null || !glance.complete()) {
      return null;
    }
    finished = true;
    return Buffer.buffer();
  }
}
