package dev.sluice.wire.sse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the end of a line, eight bytes at a time. */
final class LineEnd {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private LineEnd() {}

  /** The offset of the first CR or LF, {@code to} when there is none. */
  static int find(byte[] in, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = (long) WORD.get(in, at);
      long lf = word ^ ONES * '\n';
      long cr = word ^ ONES * '\r';
      long marks = (((lf - ONES) & ~lf) | ((cr - ONES) & ~cr)) & HIGHS;
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (at < to && in[at] != '\n' && in[at] != '\r') {
      at++;
    }
    return at;
  }
}
