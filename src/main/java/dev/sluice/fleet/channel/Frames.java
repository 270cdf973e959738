package dev.sluice.fleet.channel;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/** Cuts what a connection brings into frames: a length of four bytes, then as many bytes. */
final class Frames implements Handler<Buffer> {
  /** Largest frame of a connection whose ends know each other. */
  static final int LARGEST = 8 << 20;

  private static final int HEAD = 4;

  private final Handler<Buffer> each;
  private final Runnable broken;
  private int largest = 1024;
  private Buffer rest = Buffer.buffer();
  private boolean over;

  /**
   * Nothing has come yet.
   *
   * @param broken told once when a frame is too large; nothing comes after it
   */
  Frames(Handler<Buffer> each, Runnable broken) {
    this.each = each;
    this.broken = broken;
  }

  /** Large frames may come from now on. */
  void trust() {
    largest = LARGEST;
  }

  /** Leaves out all that is still to come. */
  void stop() {
    over = true;
  }

  /** The frame with these bytes. */
  static Buffer frame(Buffer bytes) {
    return Buffer.buffer(HEAD + bytes.length()).appendInt(bytes.length()).appendBuffer(bytes);
  }

  @Override
  public void handle(Buffer chunk) {
    Buffer all = rest.appendBuffer(chunk);
    int at = 0;
    while (!over && all.length() - at >= HEAD) {
      int length = all.getInt(at);
      if (length <= 0 || length > largest) {
        over = true;
        broken.run();
        return;
      }
      int end = at + HEAD + length;
      if (end > all.length()) {
        break;
      }
      each.handle(all.getBuffer(at + HEAD, end));
      at = end;
    }
    rest = at == 0 ? all : all.getBuffer(at, all.length());
  }
}
