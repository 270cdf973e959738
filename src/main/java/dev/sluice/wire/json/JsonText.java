package dev.sluice.wire.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Turns the inside of JSON strings into text and text into JSON strings. */
public final class JsonText {
  private JsonText() {}

  /** The text of a valid string's inside, its quotes left out. */
  public static String decode(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] != '\\') {
      at++;
    }
    if (at == to) {
      return new String(in, from, to - from, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder(to - from);
    int plain = from;
    while (at < to) {
      if (in[at] != '\\') {
        at++;
        continue;
      }
      text.append(new String(in, plain, at - plain, StandardCharsets.UTF_8));
      at = unescape(in, at + 1, text);
      plain = at;
    }
    return text.append(new String(in, plain, to - plain, StandardCharsets.UTF_8)).toString();
  }

  private static int unescape(byte[] in, int at, StringBuilder text) {
    char c =
        switch (in[at]) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> (char) hex(in, at + 1);
          default -> (char) in[at];
        };
    text.append(c);
    return in[at] == 'u' ? at + 5 : at + 1;
  }

  private static int hex(byte[] in, int from) {
    int value = 0;
    for (int at = from; at < from + 4; at++) {
      value = (value << 4) | HexFormat.fromHexDigit(in[at]);
    }
    return value;
  }

  /** As {@link #encode}, null for null. */
  public static byte @Nullable [] encodeOrNull(@Nullable String text) {
    return text == null ? null : encode(text);
  }

  /** The text as a JSON string, quotes included. A lone surrogate becomes an escape. */
  public static byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    out.write('"');
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      write(point, out);
      at += Character.charCount(point);
    }
    out.write('"');
    return out.toByteArray();
  }

  private static void write(int point, ByteArrayOutputStream out) {
    boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    if (point == '"' || point == '\\') {
      out.write('\\');
      out.write(point);
    } else if (point < ' ' || surrogate) {
      out.writeBytes(
          ("\\u" + HexFormat.of().toHexDigits((char) point)).getBytes(StandardCharsets.US_ASCII));
    } else if (point < 0x80) {
      out.write(point);
    } else {
      out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
    }
  }
}
