package dev.sluice.wire;

import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A copy of a body in the making, with ranges replaced from front to back. */
public final class Splice {
  private static final int SLACK = 128;

  /** Longest body that is copied though it is only sent: some ten microseconds. */
  private static final int COPIED = 256 * 1024;

  private static final int MOST_PARTS = 64;

  private final Buffer source;
  private final @Nullable CompositeByteBuf shared;
  private final Buffer made;
  private int taken;

  /** A copy of which nothing is made yet, in one piece. */
  public Splice(Buffer source) {
    this.source = source;
    this.shared = null;
    this.made = Buffer.buffer(source.length() + SLACK);
  }

  private Splice(Buffer source, CompositeByteBuf shared) {
    this.source = source;
    this.shared = shared;
    this.made = BufferInternal.buffer(shared);
  }

  /** A copy that is sent and hardly read any more: of a long body it shares what stays. */
  public static Splice sent(Buffer source) {
    return source.length() <= COPIED
        ? new Splice(source)
        : new Splice(source, Unpooled.compositeBuffer(MOST_PARTS));
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
    keep(from);
    insert(with);
    taken = to;
  }

  /** Adds to what was replaced last. */
  public void insert(byte[] more) {
    if (shared != null) {
      shared.addComponent(true, Unpooled.wrappedBuffer(more));
    } else {
      made.appendBytes(more);
    }
  }

  private void keep(int to) {
    if (shared != null) {
      shared.addComponent(true, ((BufferInternal) source).getByteBuf().slice(taken, to - taken));
    } else {
      made.appendBuffer(source, taken, to - taken);
    }
  }

  /** The copy with the rest of the source. */
  public Buffer end() {
    keep(source.length());
    return made;
  }
}
