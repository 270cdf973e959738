package dev.sluice.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A hash of 64 bits over pieces of text in their order: the same on every node and after every
 * start. Confined to its reader; no defence against those who look for collisions.
 *
 * <p>Of a long piece only the length and both ends are taken, so that no piece costs more than a
 * microsecond.
 */
public final class Fingerprint {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ODD = 0x9E3779B97F4A7C15L;
  private static final int TURN = 29;

  /** Longest piece that is taken whole, in bytes. */
  private static final int WHOLE = 4096;

  private long state = ODD;

  /** Fingerprint of a text alone. */
  public static long of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  /** Fingerprint of a piece alone. */
  public static long of(byte[] in, int from, int to) {
    Fingerprint one = new Fingerprint();
    one.add(in, from, to);
    return one.value();
  }

  /** Adds a piece. */
  public void add(byte[] in, int from, int to) {
    if (to - from <= WHOLE) {
      take(in, from, to);
    } else {
      take(in, from, from + WHOLE / 2);
      take(in, to - WHOLE / 2, to);
    }
    add(to - from);
  }

  /** Adds a number. */
  public void add(long number) {
    state = step(state, number);
  }

  /** The hash of all that was added; never 0. */
  public long value() {
    long mixed = state;
    mixed = (mixed ^ (mixed >>> 32)) * ODD;
    mixed = (mixed ^ (mixed >>> TURN)) * ODD;
    mixed ^= mixed >>> 32;
    return mixed == 0 ? 1 : mixed;
  }

  private void take(byte[] in, int from, int to) {
    long hash = state;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = step(hash, (long) WORD.get(in, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = (rest << Byte.SIZE) | (in[at] & 0xFF);
    }
    state = step(hash, rest);
  }

  private static long step(long hash, long word) {
    return (Long.rotateLeft(hash, TURN) ^ word) * ODD;
  }
}
