package dev.sluice.stats.share;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers as few bytes as they need, seven bits to a byte. Confined to one thread. */
final class Encoder {
  private byte[] bytes = new byte[512];
  private int length;

  /** Bytes written so far. */
  int length() {
    return length;
  }

  /** Begins anew. */
  void clear() {
    length = 0;
  }

  /** A byte. */
  void octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /** A whole number from 0; what is below counts as 0. */
  void number(long value) {
    room(9);
    long rest = Math.max(0, value);
    while (rest > 0x7f) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** A number from 0, to seven digits. */
  void real(double value) {
    room(4);
    int bits = Float.floatToRawIntBits((float) Math.clamp(value, 0, Float.MAX_VALUE));
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (bits >>> shift);
    }
  }

  /** A text with its length. */
  void text(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    number(text.length);
    append(text, text.length);
  }

  /** What another one has written. */
  void append(Encoder other) {
    append(other.bytes, other.length);
  }

  /** All that was written. */
  Buffer buffer() {
    return Buffer.buffer(Arrays.copyOf(bytes, length));
  }

  private void append(byte[] source, int number) {
    room(number);
    System.arraycopy(source, 0, bytes, length, number);
    length += number;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
