package dev.sluice.health;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of one answer, held up to a size and read up to a time. Beyond either it reads no
 * further, so that the request's idle timeout closes the exchange: an endless answer holds neither
 * memory nor a connection.
 */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {
  private final int bound;
  private final long deadline;
  private final LongSupplier nanos;
  private final Buffer buffer = Buffer.buffer();
  private final Promise<Buffer> whole = Promise.promise();
  private boolean exceeded;

  BoundedBody(int bound, long deadline, LongSupplier nanos) {
    this.bound = bound;
    this.deadline = deadline;
    this.nanos = nanos;
  }

  /** Whether the answer was longer, or took longer, than may be. */
  boolean exceeded() {
    return exceeded;
  }

  @Override
  public BodyStream<Buffer> stream() {
    return this;
  }

  @Override
  public Future<Void> write(Buffer data) {
    exceeded |= buffer.length() + data.length() > bound || nanos.getAsLong() - deadline > 0;
    if (!exceeded) {
      buffer.appendBuffer(data);
    }
    return Future.succeededFuture();
  }

  @Override
  public boolean writeQueueFull() {
    return exceeded;
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
