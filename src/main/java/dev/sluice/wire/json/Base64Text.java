package dev.sluice.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as base64 in the plain alphabet, a range of the array they were read from: megabytes are
 * not copied before they are written. Nobody changes the array.
 */
public final class Base64Text {
  /** How much is looked at to know the alphabet; one letter in 32 tells it. */
  private static final int SAMPLE = 2048;

  private final byte[] in;
  private final int from;
  private final int to;

  private Base64Text(byte[] in, int from, int to) {
    this.in = in;
    this.from = from;
    this.to = to;
  }

  /**
   * The inside of a valid JSON string, its quotes left out. Space and the letters of the alphabet
   * for URLs are put right; anything else is left for whoever decodes it.
   */
  public static Base64Text of(byte[] in, int from, int to) {
    if (JsonSkim.plain(in, from, to) == to && usual(in, from, Math.min(to, from + SAMPLE))) {
      return new Base64Text(in, from, to);
    }
    return of(JsonText.decode(in, from, to));
  }

  /** The text, put right as above. */
  public static Base64Text of(String text) {
    byte[] made = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        made[length++] = (byte) (c == '-' ? '+' : c == '_' ? '/' : plain(c) ? c : '?');
      }
    }
    return new Base64Text(made, 0, length);
  }

  private static boolean plain(char c) {
    return c < 0x7F && c != '"' && c != '\\';
  }

  private static boolean usual(byte[] in, int from, int to) {
    for (int at = from; at < to; at++) {
      if (in[at] == '-' || in[at] == '_' || in[at] == ' ') {
        return false;
      }
    }
    return true;
  }

  /** Writes it as a piece of a JSON text. */
  public void write(JsonOut out) {
    out.piece(in, from, to);
  }

  /** The bytes that it begins with, at most so many; none when it is not base64. */
  public byte[] head(int most) {
    int letters = Math.min(to - from, (most + 2) / 3 * 4);
    try {
      byte[] head = Base64.getDecoder().decode(Arrays.copyOfRange(in, from, from + letters));
      return head.length > most ? Arrays.copyOf(head, most) : head;
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** How many letters it has. */
  public int length() {
    return to - from;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Base64Text that
        && Arrays.equals(in, from, to, that.in, that.from, that.to);
  }

  @Override
  public int hashCode() {
    int hash = to - from;
    for (int at = from; at < Math.min(to, from + SAMPLE); at++) {
      hash = 31 * hash + in[at];
    }
    return hash;
  }

  /** The letters. */
  @Override
  public String toString() {
    return new String(in, from, to - from, StandardCharsets.US_ASCII);
  }
}
