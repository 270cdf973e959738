package dev.sluice.wire;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A copy of a body in the making, with ranges replaced from front to back. */
public final class Splice {
  private static final int SLACK = 128;
  private final Buffer source;
  private final Buffer made;
  private int taken;

  /** A copy of which nothing is made yet. */
  public Splice(Buffer source) {
    this.source = source;
    this.made = Buffer.buffer(source.length() + SLACK);
  }

  /**
   * A body with bytes in place of one range; the body itself where they stand there already, where
   * the range is empty, or where there are none.
   *
   * @param bytes those of the body
   * @param from offset in their array
   * @param to offset after the range
   */
  public static Buffer named(Buffer body, Bytes bytes, int from, int to, byte @Nullable [] with) {
    if (with == null
        || from == to
        || Arrays.equals(bytes.array(), from, to, with, 0, with.length)) {
      return body;
    }
    Splice splice = new Splice(body);
    splice.replace(from - bytes.from(), to - bytes.from(), with);
    return splice.end();
  }

  /**
   * Puts bytes in place of a range, which begins behind all that were replaced before.
   *
   * @param from offset in the source
   * @param to offset after the range; the same for an insertion
   */
  public void replace(int from, int to, byte[] with) {
    made.appendBuffer(source, taken, from - taken).appendBytes(with);
    taken = to;
  }

  /** Adds to what was replaced last. */
  public void insert(byte[] more) {
    made.appendBytes(more);
  }

  /** The copy with the rest of the source. */
  public Buffer end() {
    return made.appendBuffer(source, taken, source.length() - taken);
  }
}
