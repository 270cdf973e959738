package dev.sluice.wire.json;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as bytes, on one line and without space, into an array that grows.
 *
 * <p>Commas come by themselves; that brackets match is the writer's business. Plain bytes may stand
 * between values, so that frames of a stream are written into one array. Reusable after {@link
 * #clear}; confined to one thread.
 */
public final class JsonOut {
  private static final int FIRST = 512;
  private static final int KEPT = 1 << 16;
  private static final int WORST = 6;
  private static final char SMALLEST_WIDE = 0x800;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private byte[] bytes = new byte[FIRST];
  private int length;
  private boolean comma;

  /** Begins an object. */
  @CanIgnoreReturnValue
  public JsonOut object() {
    return open('{');
  }

  /** Ends an object. */
  @CanIgnoreReturnValue
  public JsonOut endObject() {
    return close('}');
  }

  /** Begins an array. */
  @CanIgnoreReturnValue
  public JsonOut array() {
    return open('[');
  }

  /** Ends an array. */
  @CanIgnoreReturnValue
  public JsonOut endArray() {
    return close(']');
  }

  @CanIgnoreReturnValue
  private JsonOut open(char bracket) {
    separate();
    put(bracket);
    comma = false;
    return this;
  }

  @CanIgnoreReturnValue
  private JsonOut close(char bracket) {
    reserve(1);
    put(bracket);
    comma = true;
    return this;
  }

  /** Begins a member. The name is plain ASCII that needs no escape. */
  @CanIgnoreReturnValue
  public JsonOut key(String name) {
    separate();
    reserve(name.length() + 3);
    put('"');
    ascii(name);
    put('"');
    put(':');
    comma = false;
    return this;
  }

  /** A member that is text. */
  @CanIgnoreReturnValue
  public JsonOut member(String name, String text) {
    return key(name).text(text);
  }

  /** A member that is an integer. */
  @CanIgnoreReturnValue
  public JsonOut member(String name, long number) {
    return key(name).number(number);
  }

  /** A member that is true or false. */
  @CanIgnoreReturnValue
  public JsonOut member(String name, boolean value) {
    return key(name).json(value ? "true" : "false");
  }

  /** A member that is text, left out where it is null. */
  @CanIgnoreReturnValue
  public JsonOut given(String name, @Nullable String text) {
    return text == null ? this : member(name, text);
  }

  /** A member that is true or false, left out where it is null. */
  @CanIgnoreReturnValue
  public JsonOut given(String name, @Nullable Boolean value) {
    return value == null ? this : member(name, (boolean) value);
  }

  /** A member that is an integer, left out where it is null. */
  @CanIgnoreReturnValue
  public JsonOut given(String name, @Nullable Long number) {
    return number == null ? this : member(name, (long) number);
  }

  /** A member that is a number, left out where it is null. */
  @CanIgnoreReturnValue
  public JsonOut given(String name, @Nullable Double number) {
    return number == null ? this : key(name).number((double) number);
  }

  /** A member that is written already, left out where it is null. */
  @CanIgnoreReturnValue
  public JsonOut given(String name, @Nullable Json value) {
    return value == null ? this : key(name).json(value);
  }

  /** A member that is null. */
  @CanIgnoreReturnValue
  public JsonOut none(String name) {
    return key(name).json("null");
  }

  /** An integer. */
  @CanIgnoreReturnValue
  public JsonOut number(long number) {
    return json(Long.toString(number));
  }

  /** A number. Not one of the infinite ones, which JSON does not know. */
  @CanIgnoreReturnValue
  public JsonOut number(double number) {
    long whole = (long) number;
    boolean same = whole == number && Math.abs(number) < 1e15;
    return json(same ? Long.toString(whole) : Double.toString(number));
  }

  /** A value that is written already, in ASCII. */
  @CanIgnoreReturnValue
  public JsonOut json(String value) {
    separate();
    reserve(value.length());
    ascii(value);
    comma = true;
    return this;
  }

  /** A value that is written already. */
  @CanIgnoreReturnValue
  public JsonOut json(Json value) {
    separate();
    characters(value.text(), false);
    comma = true;
    return this;
  }

  /** A value that is written already. */
  @CanIgnoreReturnValue
  public JsonOut json(byte[] value) {
    separate();
    plain(value, 0, value.length);
    comma = true;
    return this;
  }

  /** Text. A lone surrogate becomes an escape: a pair may be split over two frames. */
  @CanIgnoreReturnValue
  public JsonOut text(String text) {
    quote();
    characters(text, true);
    return endText();
  }

  /** Begins a text of several pieces. */
  @CanIgnoreReturnValue
  public JsonOut quote() {
    separate();
    put('"');
    return this;
  }

  /** A piece of a text. */
  @CanIgnoreReturnValue
  public JsonOut piece(String text) {
    characters(text, true);
    return this;
  }

  /** A piece of a text that needs no escape: ASCII without quotes, backslashes and controls. */
  @CanIgnoreReturnValue
  public JsonOut piece(byte[] in, int from, int to) {
    return plain(in, from, to);
  }

  /** Ends a text of several pieces. */
  @CanIgnoreReturnValue
  public JsonOut endText() {
    reserve(1);
    put('"');
    comma = true;
    return this;
  }

  /** Bytes as they are, before, between or after values. What follows begins without a comma. */
  @CanIgnoreReturnValue
  public JsonOut raw(byte[] in) {
    comma = false;
    return plain(in, 0, in.length);
  }

  @CanIgnoreReturnValue
  private JsonOut plain(byte[] in, int from, int to) {
    reserve(to - from);
    System.arraycopy(in, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  private void separate() {
    reserve(2);
    if (comma) {
      put(',');
    }
  }

  private void put(char c) {
    bytes[length++] = (byte) c;
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  private void characters(String text, boolean escape) {
    int size = text.length();
    reserve(size + 2);
    int at = 0;
    while (at < size) {
      at = simple(text, at, escape);
      if (at < size) {
        reserve(size - at + WORST);
        at = special(text, at);
      }
    }
  }

  /** Copies ASCII that stands for itself and returns where it ends. There is room for all. */
  private int simple(String text, int from, boolean escape) {
    byte[] out = bytes;
    int size = text.length();
    int to = length;
    int at = from;
    while (at < size) {
      char c = text.charAt(at);
      if (c >= 0x80 || (escape && (c < ' ' || c == '"' || c == '\\'))) {
        break;
      }
      out[to++] = (byte) c;
      at++;
    }
    length = to;
    return at;
  }

  private int special(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x80) {
      escaped(c);
    } else if (c < SMALLEST_WIDE) {
      put((char) (0xC0 | (c >> 6)));
      put((char) (0x80 | (c & 0x3F)));
    } else if (!Character.isSurrogate(c)) {
      put((char) (0xE0 | (c >> 12)));
      put((char) (0x80 | ((c >> 6) & 0x3F)));
      put((char) (0x80 | (c & 0x3F)));
    } else if (Character.isHighSurrogate(c)
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1))) {
      supplementary(Character.toCodePoint(c, text.charAt(at + 1)));
      return at + 2;
    } else {
      unicode(c);
    }
    return at + 1;
  }

  private void supplementary(int point) {
    put((char) (0xF0 | (point >> 18)));
    put((char) (0x80 | ((point >> 12) & 0x3F)));
    put((char) (0x80 | ((point >> 6) & 0x3F)));
    put((char) (0x80 | (point & 0x3F)));
  }

  private void escaped(char c) {
    char letter =
        switch (c) {
          case '"', '\\' -> c;
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          case '\b' -> 'b';
          case '\f' -> 'f';
          default -> 0;
        };
    if (letter == 0) {
      unicode(c);
    } else {
      put('\\');
      put(letter);
    }
  }

  private void unicode(char c) {
    put('\\');
    put('u');
    put(HEX[c >> 12]);
    put(HEX[(c >> 8) & 0xF]);
    put(HEX[(c >> 4) & 0xF]);
    put(HEX[c & 0xF]);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** A copy of what was written. */
  public Buffer toBuffer() {
    return Buffer.buffer(toBytes());
  }

  /** Forgets what was written. */
  @CanIgnoreReturnValue
  public JsonOut clear() {
    length = 0;
    comma = false;
    if (bytes.length > KEPT) {
      bytes = new byte[FIRST];
    }
    return this;
  }
}
