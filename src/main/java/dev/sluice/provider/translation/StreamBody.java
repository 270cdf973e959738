package dev.sluice.provider.translation;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.StreamTranslation;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream in the client's dialect, translated read by read: one read of the provider makes one of
 * the client or none. What the provider's end adds, and the end itself, wait until they are asked
 * for.
 */
final class StreamBody implements ReadStream<Buffer> {
  private final ReadStream<Buffer> source;
  private final StreamTranslation translation;
  private @Nullable Handler<Buffer> bytes;
  private @Nullable Handler<Void> end;
  private @Nullable Handler<Throwable> exception;
  private @Nullable Buffer last;
  private long demand;
  private boolean ended;
  private boolean telling;

  StreamBody(ReadStream<Buffer> source, StreamTranslation translation) {
    this.source = source;
    this.translation = translation;
    source.exceptionHandler(this::broke).endHandler(_ -> ended()).handler(this::took);
  }

  @Override
  public StreamBody handler(@Nullable Handler<Buffer> handler) {
    bytes = handler;
    return this;
  }

  @Override
  public StreamBody endHandler(@Nullable Handler<Void> handler) {
    end = handler;
    return this;
  }

  @Override
  public StreamBody exceptionHandler(@Nullable Handler<Throwable> handler) {
    exception = handler;
    return this;
  }

  @Override
  public StreamBody pause() {
    demand = 0;
    source.pause();
    return this;
  }

  @Override
  public StreamBody resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public StreamBody fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
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
    } else if (demand != Long.MAX_VALUE) {
      // The read made nothing; the one that was asked for is still owed.
      source.fetch(1);
    }
  }

  private void give(Buffer made) {
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    if (bytes != null) {
      bytes.handle(made);
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
    if (rest != null && demand > 0) {
      last = null;
      give(rest);
    }
    telling = false;
    if (last == null && demand > 0) {
      over();
    }
  }

  private void over() {
    Failure failure = translation.failure();
    if (failure instanceof Failure.Cut) {
      broke(new FailureException(failure));
      return;
    }
    Handler<Void> told = end;
    end = null;
    exception = null;
    if (told != null) {
      told.handle(null);
    }
  }

  private void broke(Throwable cause) {
    Handler<Throwable> told = exception;
    end = null;
    exception = null;
    if (told != null) {
      told.handle(cause);
    }
  }
}
