package dev.sluice.ingress.upload;

import dev.sluice.bus.Upload;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads a spool from its start, and waits for what has not come. Confined to its lane. */
final class SpoolSource implements Upload.Source {
  private static final int CHUNK = 64 * 1024;

  private final Spool spool;
  private final long from;
  private final long to;
  private final Buffer instead;
  private @Nullable Handler<Buffer> bytes;
  private @Nullable Handler<Void> end;
  private @Nullable Handler<Throwable> exception;
  private long demand;
  private long position;
  private boolean replaced;
  private boolean reading;
  private boolean looking;
  private boolean over;

  /**
   * A reader at the start.
   *
   * @param from offset of the bytes that are replaced
   * @param to offset after them
   * @param instead what is read in their place
   */
  SpoolSource(Spool spool, long from, long to, Buffer instead) {
    this.spool = spool;
    this.from = from;
    this.to = to;
    this.instead = instead;
  }

  /** How far it has come in the spool. */
  long position() {
    return position;
  }

  /** Reads on as far as there is something to be read and somebody who takes it. */
  void look() {
    // What is told may ask for more, which would come back here: the outer call goes on.
    if (looking) {
      return;
    }
    looking = true;
    try {
      while (!over && !reading && demand > 0 && step()) {
        // Each step reads one piece.
      }
    } finally {
      looking = false;
    }
    spool.advanced();
  }

  private boolean step() {
    if (!replaced && position == from) {
      replaced = true;
      position = to;
      tell(instead);
      return true;
    }
    long limit = replaced ? spool.readable() : Math.min(from, spool.readable());
    if (position < limit) {
      reading = true;
      spool
          .read(position, (int) Math.min(CHUNK, limit - position))
          .onComplete(this::came, this::broke);
      return true;
    }
    if (spool.whole() && position >= spool.length()) {
      over = true;
      if (end != null) {
        end.handle(null);
      }
    }
    return false;
  }

  private void came(Buffer part) {
    reading = false;
    if (over) {
      return;
    }
    position += part.length();
    tell(part);
    look();
  }

  private void tell(Buffer part) {
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    if (bytes != null && part.length() > 0) {
      bytes.handle(part);
    }
  }

  private void broke(Throwable cause) {
    if (over) {
      return;
    }
    over = true;
    spool.broke();
    if (exception != null) {
      exception.handle(cause);
    }
  }

  @Override
  public void close() {
    over = true;
    bytes = null;
    end = null;
    exception = null;
  }

  @Override
  public SpoolSource handler(@Nullable Handler<Buffer> handler) {
    bytes = handler;
    return this;
  }

  @Override
  public SpoolSource endHandler(@Nullable Handler<Void> handler) {
    end = handler;
    return this;
  }

  @Override
  public SpoolSource exceptionHandler(@Nullable Handler<Throwable> handler) {
    exception = handler;
    return this;
  }

  @Override
  public SpoolSource pause() {
    demand = 0;
    return this;
  }

  @Override
  public SpoolSource resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public SpoolSource fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    look();
    return this;
  }
}
