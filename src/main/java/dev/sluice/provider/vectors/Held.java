package dev.sluice.provider.vectors;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** An answer that is whole already: one read, then its end, once they are asked for. */
final class Held implements ReadStream<Buffer> {
  private @Nullable Buffer whole;
  private @Nullable Handler<Buffer> bytes;
  private @Nullable Handler<Void> end;

  Held(Buffer whole) {
    this.whole = whole;
  }

  @Override
  public Held handler(@Nullable Handler<Buffer> handler) {
    bytes = handler;
    return this;
  }

  @Override
  public Held endHandler(@Nullable Handler<Void> handler) {
    end = handler;
    return this;
  }

  @Override
  public Held exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public Held pause() {
    return this;
  }

  @Override
  public Held resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public Held fetch(long amount) {
    Buffer all = whole;
    whole = null;
    if (all != null && bytes != null) {
      bytes.handle(all);
    }
    Handler<Void> told = end;
    end = null;
    if (told != null) {
      told.handle(null);
    }
    return this;
  }
}
