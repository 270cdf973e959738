package dev.sluice.stats.share;

import java.nio.charset.StandardCharsets;

/**
 * Reads what an {@link Encoder} wrote. Every reading throws {@link MalformedException} when the
 * bytes cannot be that.
 */
final class Decoder {
  private static final int MOST_BITS = 56;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads all the bytes. */
  Decoder(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Decoder(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** Whether nothing is left. */
  boolean done() {
    return at >= end;
  }

  /** A byte, 0 to 255. */
  int octet() {
    if (at >= end) {
      throw MalformedException.cut();
    }
    return bytes[at++] & 0xff;
  }

  /** A whole number from 0. */
  long number() {
    long value = 0;
    for (int shift = 0; shift <= MOST_BITS; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw MalformedException.range();
  }

  /** A whole number from 0 to below a bound. */
  int number(int bound) {
    long value = number();
    if (value >= bound) {
      throw MalformedException.range();
    }
    return (int) value;
  }

  /** A finite number from 0. */
  double real() {
    int bits = octet() << 24 | octet() << 16 | octet() << 8 | octet();
    double value = Float.intBitsToFloat(bits);
    if (!(value >= 0 && value <= Float.MAX_VALUE)) {
      throw MalformedException.range();
    }
    return value;
  }

  /** A text of at most so many bytes. */
  String text(int most) {
    int length = number(most + 1);
    int start = skip(length);
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  /** The next bytes as a reader of their own; this one goes on behind them. */
  Decoder next(int length) {
    int start = skip(length);
    return new Decoder(bytes, start, start + length);
  }

  private int skip(int length) {
    if (length > end - at) {
      throw MalformedException.cut();
    }
    int start = at;
    at += length;
    return start;
  }
}
