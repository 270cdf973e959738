package dev.sluice.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks a document front to back, entering what is of interest and validating the rest on the way.
 *
 * <p>Every method throws {@link MalformedJson} at the first fault. A cursor is reusable and holds
 * nothing but offsets, so that walking allocates nothing; it is not safe for use by two threads.
 */
public final class JsonCursor {
  private byte[] in = {};
  private int at;
  private int to;
  private boolean fresh;
  private byte[] keyIn = in;
  private int keyFrom;
  private int keyTo;
  private long keyHead;

  /** Goes to the first value in the range. */
  public void reset(byte[] bytes, int from, int end) {
    in = bytes;
    to = end;
    fresh = false;
    at = JsonSkim.space(bytes, from, end);
  }

  /** The offset of the value that the cursor is on, or the offset after the one just left. */
  public int at() {
    return at;
  }

  /** The array that is walked. */
  public byte[] bytes() {
    return in;
  }

  /** The first byte of the value that the cursor is on, 0 at the end. */
  public byte peek() {
    return at < to ? in[at] : 0;
  }

  /**
   * Enters the value where it begins with the bracket: an object or an array. False when it is
   * another, which is left behind.
   */
  public boolean enter(char bracket) {
    if (peek() != bracket) {
      skip();
      return false;
    }
    enter();
    return true;
  }

  /** Enters the object or array that the cursor is on. */
  public void enter() {
    at++;
    fresh = true;
  }

  /** Goes to the value of the next member; false when the object has ended and was left. */
  public boolean member() {
    if (!advance('}')) {
      return false;
    }
    int end = key();
    at = JsonSkim.space(in, end, to);
    if (at >= to || in[at] != ':') {
      throw new MalformedJson(at);
    }
    at = JsonSkim.space(in, at + 1, to);
    return true;
  }

  /** Goes to the next item; false when the array has ended and was left. */
  public boolean item() {
    return advance(']');
  }

  private boolean advance(char close) {
    at = JsonSkim.space(in, at, to);
    byte next = at < to ? in[at] : 0;
    if (next == close) {
      // A closing bracket after a comma never gets here: the comma is taken with what follows.
      at++;
      fresh = false;
      return false;
    }
    if (!fresh) {
      if (next != ',') {
        throw new MalformedJson(at);
      }
      at = JsonSkim.space(in, at + 1, to);
    }
    fresh = false;
    return true;
  }

  /** Takes the key that the cursor is on and returns the offset after it. */
  private int key() {
    if (peek() != '"') {
      throw new MalformedJson(at);
    }
    int quote = JsonSkim.plain(in, at + 1, to);
    if (quote < to && in[quote] == '"') {
      key(in, at + 1, quote);
      return quote + 1;
    }
    int end = JsonSkim.string(in, at, to);
    if (end < 0) {
      throw new MalformedJson(~end);
    }
    byte[] name = JsonText.decode(in, at + 1, end - 1).getBytes(StandardCharsets.UTF_8);
    key(name, 0, name.length);
    return end;
  }

  private void key(byte[] bytes, int from, int end) {
    keyIn = bytes;
    keyFrom = from;
    keyTo = end;
    keyHead = JsonKey.head(bytes, from, end);
  }

  /** Whether the member that the cursor is on has this name, however it was escaped. */
  public boolean on(JsonKey key) {
    return key.matches(keyHead, keyIn, keyFrom, keyTo);
  }

  /** Name of the member that the cursor is on, unescaped. */
  public String name() {
    return new String(keyIn, keyFrom, keyTo - keyFrom, StandardCharsets.UTF_8);
  }

  /** Leaves the value behind, whatever it is. */
  public void skip() {
    int end = JsonSkim.value(in, at, to);
    if (end < 0) {
      throw new MalformedJson(~end);
    }
    at = end;
  }

  /** Leaves the value behind and measures its text, quotes and brackets included. */
  public void skip(TextMeter meter) {
    int end = JsonSkim.value(in, at, to, meter);
    if (end < 0) {
      throw new MalformedJson(~end);
    }
    meter.bytes(end - at);
    at = end;
  }

  /** Leaves a null behind; false, and nothing moved, when the value is another. */
  public boolean skipNull() {
    if (peek() != 'n') {
      return false;
    }
    skip();
    return true;
  }

  /** The integer that the cursor is on, {@link JsonSkim#NOT_INTEGER} when it is anything else. */
  public long integer() {
    int from = at;
    skip();
    return JsonSkim.integer(in, from, at);
  }

  /** The text of the string that the cursor is on, which must be one. */
  public String string() {
    int from = at;
    if (peek() != '"') {
      throw new MalformedJson(at);
    }
    skip();
    return JsonText.decode(in, from + 1, at - 1);
  }

  /** The number that the cursor is on, NaN when it is anything else. */
  public double decimal() {
    int from = at;
    byte first = peek();
    skip();
    boolean number = first == '-' || (first >= '0' && first <= '9');
    return number
        ? Double.parseDouble(new String(in, from, at - from, StandardCharsets.US_ASCII))
        : Double.NaN;
  }

  /** The value that the cursor is on, whatever it is. */
  public Json json() {
    int from = at;
    skip();
    return Json.of(in, from, at);
  }

  /** Whether the value from {@code from} to the cursor has exactly these bytes. */
  public boolean left(int from, byte[] bytes) {
    return Arrays.equals(in, from, at, bytes, 0, bytes.length);
  }

  /** Whether the array from {@code from} to the cursor has items. */
  public boolean items(int from) {
    return JsonSkim.space(in, from + 1, at) < at - 1;
  }

  /** Makes sure that nothing but space is left. */
  public void end() {
    at = JsonSkim.space(in, at, to);
    if (at != to) {
      throw new MalformedJson(at);
    }
  }
}
