package dev.sluice.provider;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer, paused at first: who listens, and how much was asked for and not given.
 * Its end or its break is told once, and nothing after it. Confined to its lane.
 */
public abstract class Body implements ReadStream<Buffer> {
  private @Nullable Handler<Buffer> bytes;
  private @Nullable Handler<Void> end;
  private @Nullable Handler<Throwable> exception;
  private long demand;

  /** A body to which nobody listens. */
  protected Body() {}

  @Override
  @CanIgnoreReturnValue
  public final Body handler(@Nullable Handler<Buffer> handler) {
    bytes = handler;
    return this;
  }

  @Override
  @CanIgnoreReturnValue
  public final Body endHandler(@Nullable Handler<Void> handler) {
    end = handler;
    return this;
  }

  @Override
  @CanIgnoreReturnValue
  public final Body exceptionHandler(@Nullable Handler<Throwable> handler) {
    exception = handler;
    return this;
  }

  @Override
  @CanIgnoreReturnValue
  public abstract Body pause();

  @Override
  @CanIgnoreReturnValue
  public final Body resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  @CanIgnoreReturnValue
  public abstract Body fetch(long amount);

  /** Takes note of what was asked for. */
  protected final void ask(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
  }

  /** Takes note that nothing is asked for any more. */
  protected final void unask() {
    demand = 0;
  }

  /** Whether a read is asked for. */
  protected final boolean asked() {
    return demand > 0;
  }

  /** Whether reads are counted, and not all asked for. */
  protected final boolean counted() {
    return demand != Long.MAX_VALUE;
  }

  /** Gives a read. */
  protected final void give(Buffer read) {
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    if (bytes != null) {
      bytes.handle(read);
    }
  }

  /** Tells the end. */
  protected final void tellEnd() {
    Handler<Void> told = end;
    end = null;
    exception = null;
    if (told != null) {
      told.handle(null);
    }
  }

  /** Tells that it breaks off. */
  protected final void tellBreak(Throwable cause) {
    Handler<Throwable> told = exception;
    end = null;
    exception = null;
    if (told != null) {
      told.handle(cause);
    }
  }
}
