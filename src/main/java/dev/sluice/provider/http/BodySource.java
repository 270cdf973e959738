package dev.sluice.provider.http;

import dev.sluice.bus.Upload;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A body that is held, in slices. A socket that is given a long body at once has all of it copied
 * at once, while the other exchanges of the event loop wait: they have their turn now and then,
 * even where the socket takes all. Confined to its lane.
 */
final class BodySource implements Upload.Source {
  /** Bytes that are copied at a time: some ten microseconds. */
  private static final int SLICE = 64 * 1024;

  /** Slices until the others have their turn: a millisecond's work of a socket that takes all. */
  private static final int AT_ONCE = 8;

  /** A task that is put behind others is done before the event loop looks at its sockets again. */
  private static final long PAUSE_MILLIS = 1;

  private final Vertx vertx;
  private final Buffer body;
  private @Nullable Handler<Buffer> bytes;
  private @Nullable Handler<Void> end;
  private long demand;
  private int position;

  /** Whether slices are being told, or will be after the pause. */
  private boolean busy;

  private boolean over;

  BodySource(Vertx vertx, Buffer body) {
    this.vertx = vertx;
    this.body = body;
  }

  /** Tells slices for as long as somebody takes them, who may ask for more meanwhile. */
  private void look() {
    if (busy) {
      return;
    }
    busy = true;
    for (int told = 0; told < AT_ONCE && asked(); told++) {
      Buffer slice = body.slice(position, Math.min(body.length(), position + SLICE));
      position += slice.length();
      demand = demand == Long.MAX_VALUE ? demand : demand - 1;
      if (bytes != null) {
        bytes.handle(slice);
      }
    }
    busy = false;
    if (asked()) {
      busy = true;
      vertx.setTimer(
          PAUSE_MILLIS,
          _ -> {
            busy = false;
            look();
          });
    } else if (!over && position == body.length()) {
      over = true;
      if (end != null) {
        end.handle(null);
      }
    }
  }

  private boolean asked() {
    return !over && demand > 0 && position < body.length();
  }

  @Override
  public void close() {
    over = true;
  }

  @Override
  public BodySource handler(@Nullable Handler<Buffer> handler) {
    bytes = handler;
    return this;
  }

  @Override
  public BodySource endHandler(@Nullable Handler<Void> handler) {
    end = handler;
    return this;
  }

  /** What is held does not break. */
  @Override
  public BodySource exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public BodySource pause() {
    demand = 0;
    return this;
  }

  @Override
  public BodySource resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public BodySource fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    look();
    return this;
  }
}
