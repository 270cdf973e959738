package dev.sluice.health;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of one answer, held up to a size, and the means to hang up on it.
 *
 * <p>The client's own timeouts end with the answer's head. An answer that stalls or pours without
 * end would hold its connection for ever if nobody hung up.
 */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {
  private final int bound;
  private final Buffer buffer = Buffer.buffer();
  private final Promise<Buffer> whole = Promise.promise();
  private @Nullable Runnable reset;
  private boolean overflowed;
  private boolean late;

  BoundedBody(int bound) {
    this.bound = bound;
  }

  /** Whether the answer was larger than may be. */
  boolean overflowed() {
    return overflowed;
  }

  /** Whether time ran out before the answer's end. */
  boolean late() {
    return late;
  }

  /** The answer's head is there. */
  void begun(Runnable reset) {
    this.reset = reset;
    if (late) {
      reset.run();
    }
  }

  /** Time ran out. */
  void expire() {
    late = true;
    hangUp();
  }

  private void hangUp() {
    if (reset != null) {
      reset.run();
    }
  }

  @Override
  public BodyStream<Buffer> stream() {
    return this;
  }

  @Override
  public Future<Void> write(Buffer data) {
    if (overflowed) {
      return Future.succeededFuture();
    }
    if (buffer.length() + data.length() > bound) {
      overflowed = true;
      hangUp();
    } else {
      buffer.appendBuffer(data);
    }
    return Future.succeededFuture();
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public Future<Void> end() {
    whole.tryComplete(buffer);
    return Future.succeededFuture();
  }

  @Override
  public Future<Buffer> result() {
    return whole.future();
  }

  @Override
  public void handle(Throwable cause) {
    whole.tryFail(cause);
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }
}
