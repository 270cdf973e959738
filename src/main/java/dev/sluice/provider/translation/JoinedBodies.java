package dev.sluice.provider.translation;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several whole answers, gathered side by side: it gives no bytes, and ends when all are there. No
 * more is kept of each than one read above the bound.
 */
final class JoinedBodies implements ReadStream<Buffer> {
  private final List<ReadStream<Buffer>> sources;
  private final List<Buffer> bodies = new ArrayList<>();
  private final int bound;
  private final Runnable drop;
  private @Nullable Handler<Void> end;
  private @Nullable Handler<Throwable> exception;
  private int open;

  /**
   * Answers of which nothing was read yet.
   *
   * @param bound how much is kept of each, in bytes
   * @param drop gives all sources up
   */
  JoinedBodies(List<ReadStream<Buffer>> sources, int bound, Runnable drop) {
    this.sources = sources;
    this.bound = bound;
    this.drop = drop;
    this.open = sources.size();
    for (ReadStream<Buffer> source : sources) {
      Buffer body = Buffer.buffer();
      bodies.add(body);
      source
          .exceptionHandler(this::broke)
          .endHandler(_ -> ended())
          .handler(read -> {
            if (body.length() <= bound) {
              body.appendBuffer(read);
            }
          });
    }
  }

  /** What came of each, in their order. */
  List<Buffer> bodies() {
    return bodies;
  }

  /** Whether one is longer than the bound. */
  boolean tooLong() {
    return bodies.stream().anyMatch(body -> body.length() > bound);
  }

  private void ended() {
    open--;
    if (open == 0 && end != null) {
      end.handle(null);
    }
  }

  private void broke(Throwable cause) {
    if (open > 0) {
      open = 0;
      drop.run();
      if (exception != null) {
        exception.handle(cause);
      }
    }
  }

  @Override
  public JoinedBodies handler(@Nullable Handler<Buffer> handler) {
    return this;
  }

  @Override
  public JoinedBodies endHandler(@Nullable Handler<Void> handler) {
    end = handler;
    return this;
  }

  @Override
  public JoinedBodies exceptionHandler(@Nullable Handler<Throwable> handler) {
    exception = handler;
    return this;
  }

  @Override
  public JoinedBodies pause() {
    sources.forEach(ReadStream::pause);
    return this;
  }

  @Override
  public JoinedBodies resume() {
    sources.forEach(ReadStream::resume);
    return this;
  }

  @Override
  public JoinedBodies fetch(long amount) {
    return resume();
  }
}
