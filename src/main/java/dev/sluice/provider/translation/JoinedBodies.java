package dev.sluice.provider.translation;

import dev.sluice.provider.Body;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Several whole answers, gathered side by side: it gives no bytes, and ends when all are there. No
 * more is kept of each than one read above the bound.
 */
final class JoinedBodies extends Body {
  private final List<ReadStream<Buffer>> sources;
  private final List<Buffer> bodies = new ArrayList<>();
  private final int bound;
  private final Runnable drop;
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
    if (open == 0) {
      tellEnd();
    }
  }

  private void broke(Throwable cause) {
    if (open > 0) {
      open = 0;
      drop.run();
      tellBreak(cause);
    }
  }

  @Override
  public JoinedBodies pause() {
    sources.forEach(ReadStream::pause);
    return this;
  }

  @Override
  public JoinedBodies fetch(long amount) {
    sources.forEach(ReadStream::resume);
    return this;
  }
}
