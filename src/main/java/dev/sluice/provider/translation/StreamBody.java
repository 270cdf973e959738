package dev.sluice.provider.translation;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Body;
import dev.sluice.wire.canonical.StreamTranslation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream in the client's dialect, translated read by read: one read of the provider makes one of
 * the client or none. What the provider's end adds, and the end itself, wait until they are asked
 * for.
 */
final class StreamBody extends Body {
  private final ReadStream<Buffer> source;
  private final StreamTranslation translation;
  private @Nullable Buffer last;
  private boolean ended;
  private boolean telling;

  StreamBody(ReadStream<Buffer> source, StreamTranslation translation) {
    this.source = source;
    this.translation = translation;
    source.exceptionHandler(this::tellBreak).endHandler(_ -> ended()).handler(this::took);
  }

  @Override
  public StreamBody pause() {
    unask();
    source.pause();
    return this;
  }

  @Override
  public StreamBody fetch(long amount) {
    ask(amount);
    if (ended) {
      tell();
    } else {
      source.fetch(amount);
    }
    return this;
  }

  private void took(Buffer read) {
    Buffer made = translation.feed(read);
    if (made.length() > 0) {
      give(made);
    } else if (counted()) {
      // The read made nothing; the one that was asked for is still owed.
      source.fetch(1);
    }
  }

  private void ended() {
    ended = true;
    Buffer made = translation.end();
    last = made.length() > 0 && !(translation.failure() instanceof Failure.Cut) ? made : null;
    tell();
  }

  /** Tells what is left, as far as it is asked for. */
  private void tell() {
    if (telling) {
      return;
    }
    telling = true;
    Buffer rest = last;
    if (rest != null && asked()) {
      last = null;
      give(rest);
    }
    telling = false;
    if (last == null && asked()) {
      over();
    }
  }

  private void over() {
    Failure failure = translation.failure();
    if (failure instanceof Failure.Cut) {
      tellBreak(new FailureException(failure));
    } else {
      tellEnd();
    }
  }
}
