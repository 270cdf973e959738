package dev.sluice.provider.translation;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** An answer at whose end or break something is given back. */
final class HeldBody implements ReadStream<Buffer> {
  private final ReadStream<Buffer> source;
  private final Runnable over;
  private @Nullable Handler<Void> end;
  private @Nullable Handler<Throwable> exception;

  /**
   * An answer of which nothing was read yet.
   *
   * @param over called at the end or break; harmless when called twice
   */
  HeldBody(ReadStream<Buffer> source, Runnable over) {
    this.source = source;
    this.over = over;
    ReadStream<Buffer> _ = source.exceptionHandler(this::broke).endHandler(_ -> ended());
  }

  private void ended() {
    over.run();
    if (end != null) {
      end.handle(null);
    }
  }

  private void broke(Throwable cause) {
    over.run();
    if (exception != null) {
      exception.handle(cause);
    }
  }

  @Override
  public HeldBody handler(@Nullable Handler<Buffer> handler) {
    ReadStream<Buffer> _ = source.handler(handler);
    return this;
  }

  @Override
  public HeldBody endHandler(@Nullable Handler<Void> handler) {
    end = handler;
    return this;
  }

  @Override
  public HeldBody exceptionHandler(@Nullable Handler<Throwable> handler) {
    exception = handler;
    return this;
  }

  @Override
  public HeldBody pause() {
    ReadStream<Buffer> _ = source.pause();
    return this;
  }

  @Override
  public HeldBody resume() {
    ReadStream<Buffer> _ = source.resume();
    return this;
  }

  @Override
  public HeldBody fetch(long amount) {
    ReadStream<Buffer> _ = source.fetch(amount);
    return this;
  }
}
