package dev.sluice.wire;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What one read gives the client. Stays a slice of the read while only neighbouring ranges of it
 * pass, and becomes a copy with the first byte that is not among them.
 */
public final class Outlet {
  private static final int SLACK = 256;
  private static final byte[] NONE = {};

  private @Nullable Buffer read;
  private byte[] array = NONE;
  private int base;
  private int from;
  private int to;
  private @Nullable Buffer made;

  /** Begins with a read, which lies in the array from {@code first} on. */
  public void begin(Buffer chunk, byte[] bytes, int first) {
    read = chunk;
    array = bytes;
    base = first;
    from = first;
    to = first;
    made = null;
  }

  /** Passes a range of the read's array. */
  public void pass(int first, int last) {
    if (made == null && (from == to || first == to)) {
      from = from == to ? first : from;
      to = last;
    } else {
      copy().appendBytes(array, first, last - first);
    }
  }

  /** The copy, to append to. */
  public Buffer copy() {
    if (made == null) {
      int hint = read == null ? 0 : read.length();
      made = Buffer.buffer(hint + SLACK).appendBytes(array, from, to - from);
    }
    return made;
  }

  /** Ends with the bytes for the client. */
  public Buffer end() {
    Buffer whole = read;
    Buffer copied = made;
    int first = from - base;
    int last = to - base;
    read = null;
    made = null;
    array = NONE;
    from = 0;
    to = 0;
    if (copied != null) {
      return copied;
    }
    if (whole == null || first == last) {
      return Buffer.buffer();
    }
    return last - first == whole.length() ? whole : whole.slice(first, last);
  }
}
