package dev.sluice.wire.openai;

import io.vertx.core.buffer.Buffer;

/** A copy of a body in the making, with ranges replaced from front to back. */
final class Splice {
  private static final int SLACK = 128;
  private final Buffer source;
  private final Buffer made;
  private int taken;

  Splice(Buffer source) {
    this.source = source;
    this.made = Buffer.buffer(source.length() + SLACK);
  }

  void replace(int from, int to, byte[] with) {
    made.appendBuffer(source, taken, from - taken).appendBytes(with);
    taken = to;
  }

  /** Adds to what was replaced last. */
  void insert(byte[] more) {
    made.appendBytes(more);
  }

  Buffer end() {
    return made.appendBuffer(source, taken, source.length() - taken);
  }
}
