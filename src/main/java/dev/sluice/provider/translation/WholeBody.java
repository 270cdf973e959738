package dev.sluice.provider.translation;

import dev.sluice.provider.Body;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer in the client's dialect: gathered from the provider's reads, then translated and
 * given as one. No more is kept than one read above the bound.
 */
final class WholeBody extends Body {
  private final ReadStream<Buffer> source;
  private final UnaryOperator<Buffer> translate;
  private final int bound;
  private final Buffer gathered = Buffer.buffer();
  private @Nullable Buffer made;
  private boolean flowing;
  private boolean ended;

  /**
   * An answer of which nothing was read yet.
   *
   * @param bound how much is kept, in bytes
   * @param translate is given what was kept
   */
  WholeBody(ReadStream<Buffer> source, int bound, UnaryOperator<Buffer> translate) {
    this.source = source;
    this.bound = bound;
    this.translate = translate;
    source.exceptionHandler(this::tellBreak).endHandler(_ -> ended()).handler(this::took);
  }

  @Override
  public WholeBody pause() {
    flowing = false;
    if (!ended) {
      source.pause();
    }
    return this;
  }

  /** Reads all of the provider's answer: it makes one read for the client, however many it has. */
  @Override
  public WholeBody fetch(long amount) {
    flowing = true;
    if (ended) {
      tell();
    } else {
      source.resume();
    }
    return this;
  }

  private void took(Buffer read) {
    if (gathered.length() <= bound) {
      gathered.appendBuffer(read);
    }
  }

  private void ended() {
    ended = true;
    made = translate.apply(gathered);
    tell();
  }

  private void tell() {
    Buffer whole = made;
    if (whole != null && flowing) {
      made = null;
      give(whole);
    }
    if (made == null && flowing) {
      tellEnd();
    }
  }
}
