package dev.sluice.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A member name to look for, in a form that rules others out in one comparison. */
public final class JsonKey {
  private final String text;
  private final byte[] name;
  private final long head;

  private JsonKey(String text) {
    this.text = text;
    this.name = text.getBytes(StandardCharsets.UTF_8);
    this.head = head(name, 0, name.length);
  }

  /** The key of that name. */
  public static JsonKey of(String name) {
    return new JsonKey(name);
  }

  /** The name. */
  @Override
  public String toString() {
    return text;
  }

  /** The first eight bytes as one word, zeros where the name is shorter. */
  static long head(byte[] in, int from, int to) {
    int length = to - from;
    if (from + Long.BYTES <= in.length) {
      long word = JsonSkim.word(in, from);
      return length >= Long.BYTES ? word : word & ((1L << (length * Byte.SIZE)) - 1);
    }
    long head = 0;
    for (int at = Math.min(to, from + Long.BYTES) - 1; at >= from; at--) {
      head = (head << 8) | (in[at] & 0xFF);
    }
    return head;
  }

  boolean matches(long otherHead, byte[] in, int from, int to) {
    return otherHead == head
        && to - from == name.length
        && (name.length <= Long.BYTES || Arrays.equals(in, from, to, name, 0, name.length));
  }
}
