package dev.sluice.wire.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Validates JSON (RFC 8259, UTF-8) where it lies, without building anything.
 *
 * <p>Each method takes the offset of a value's first byte and returns the offset after its last
 * one. A fault is returned, not thrown: the complement ({@code ~}) of the offset where it was seen,
 * hence negative. Work is linear in the bytes, memory constant, depth at most {@link #MAX_DEPTH}.
 */
public final class JsonSkim {
  /** Deepest nesting that is accepted, in containers. */
  public static final int MAX_DEPTH = 512;

  /** What {@link #integer} answers for anything but an integer that fits a long. */
  public static final long NOT_INTEGER = Long.MIN_VALUE;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private JsonSkim() {}

  /** The end of a document that is one value and nothing else but space, or the fault. */
  public static int document(byte[] in, int from, int to) {
    int end = value(in, from, to);
    if (end < 0) {
      return end;
    }
    int rest = space(in, end, to);
    return rest == to ? rest : ~rest;
  }

  /** The end of the value at or after {@code from}, leading space skipped. */
  public static int value(byte[] in, int from, int to) {
    return value(in, from, to, null);
  }

  /** As above; the meter is told of all text that is no plain ASCII. */
  static int value(byte[] in, int from, int to, @Nullable TextMeter meter) {
    int at = space(in, from, to);
    if (at >= to) {
      return ~at;
    }
    return in[at] == '{' || in[at] == '['
        ? container(in, at, to, meter)
        : scalar(in, at, to, meter);
  }

  private static int container(byte[] in, int from, int to, @Nullable TextMeter meter) {
    Nesting nesting = new Nesting();
    int at = from;
    do {
      // Here at is the first byte of a value.
      byte first = at < to ? in[at] : 0;
      if (first == '{' || first == '[') {
        if (!nesting.open(first == '{')) {
          return ~at;
        }
        at = space(in, at + 1, to);
        boolean empty = at < to && in[at] == first + 2;
        if (!empty) {
          at = first == '{' ? key(in, at, to, meter) : at;
          if (at < 0) {
            return at;
          }
          continue;
        }
      } else {
        at = scalar(in, at, to, meter);
        if (at < 0) {
          return at;
        }
      }
      at = after(in, at, to, nesting, meter);
    } while (at >= 0 && nesting.depth > 0);
    return at;
  }

  /** From the end of a value over closing brackets to the next value, or to the container's end. */
  private static int after(
      byte[] in, int from, int to, Nesting nesting, @Nullable TextMeter meter) {
    int at = from;
    while (true) {
      at = space(in, at, to);
      byte next = at < to ? in[at] : 0;
      boolean object = nesting.object();
      if (next == ',') {
        at = space(in, at + 1, to);
        return object ? key(in, at, to, meter) : at;
      }
      if (next != (object ? '}' : ']')) {
        return ~at;
      }
      at++;
      nesting.close();
      if (nesting.depth == 0) {
        return at;
      }
    }
  }

  /** The offset of a member's value, from the offset of its key's opening quote. */
  public static int key(byte[] in, int from, int to) {
    return key(in, from, to, null);
  }

  private static int key(byte[] in, int from, int to, @Nullable TextMeter meter) {
    int at = string(in, from, to, meter);
    if (at < 0) {
      return at;
    }
    at = space(in, at, to);
    return at < to && in[at] == ':' ? space(in, at + 1, to) : ~at;
  }

  /** The first offset that is no white space. */
  public static int space(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] <= ' ' && isSpace(in[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static int scalar(byte[] in, int at, int to, @Nullable TextMeter meter) {
    if (at >= to) {
      return ~at;
    }
    return switch (in[at]) {
      case '"' -> string(in, at, to, meter);
      case 't' -> literal(in, at, to, JsonWords.TRUE);
      case 'f' -> literal(in, at, to, JsonWords.FALSE);
      case 'n' -> literal(in, at, to, JsonWords.NULL);
      default -> number(in, at, to);
    };
  }

  private static int literal(byte[] in, int from, int to, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (from + i >= to || in[from + i] != word[i]) {
        return ~(from + i);
      }
    }
    return from + word.length;
  }

  /** The end of a number. */
  public static int number(byte[] in, int from, int to) {
    int at = from < to && in[from] == '-' ? from + 1 : from;
    int digits = digits(in, at, to);
    if (digits == at || (in[at] == '0' && digits > at + 1)) {
      return ~at;
    }
    at = digits;
    if (at < to && in[at] == '.') {
      digits = digits(in, at + 1, to);
      if (digits == at + 1) {
        return ~digits;
      }
      at = digits;
    }
    if (at < to && (in[at] | 0x20) == 'e') {
      at++;
      at = at < to && (in[at] == '+' || in[at] == '-') ? at + 1 : at;
      digits = digits(in, at, to);
      return digits == at ? ~at : digits;
    }
    return at;
  }

  private static int digits(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    return at;
  }

  /** The integer that the bytes of a valid number say, or {@link #NOT_INTEGER}. */
  public static long integer(byte[] in, int from, int to) {
    boolean negative = from < to && in[from] == '-';
    int at = negative ? from + 1 : from;
    if (at == to || to - at > 18) {
      return NOT_INTEGER;
    }
    long value = 0;
    for (; at < to; at++) {
      if (in[at] < '0' || in[at] > '9') {
        return NOT_INTEGER;
      }
      value = value * 10 + (in[at] - '0');
    }
    return negative ? -value : value;
  }

  /** The end of a string, after its closing quote. */
  public static int string(byte[] in, int from, int to) {
    return string(in, from, to, null);
  }

  private static int string(byte[] in, int from, int to, @Nullable TextMeter meter) {
    if (from >= to || in[from] != '"') {
      return ~from;
    }
    int at = from + 1;
    while (true) {
      at = plain(in, at, to);
      if (at >= to) {
        return ~to;
      }
      byte b = in[at];
      if (b == '"') {
        return at + 1;
      }
      int next = b == '\\' ? escape(in, at, to) : b < 0 ? Utf8.next(in, at, to) : ~at;
      if (next < 0) {
        return next;
      }
      if (meter != null) {
        meter.character(in, at, next);
      }
      at = next;
    }
  }

  /** Eight bytes as one word, the first lowest. */
  static long word(byte[] in, int at) {
    return (long) WORD.get(in, at);
  }

  /** The first offset that is a quote, a backslash, a control or not ASCII. */
  static int plain(byte[] in, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = word(in, at);
      // The lowest byte marked is a true one: a borrow only ever reaches the bytes above it.
      long marks =
          (word
                  | (word - ONES * ' ')
                  | ((word ^ ONES * '"') - ONES)
                  | ((word ^ ONES * '\\') - ONES))
              & HIGHS;
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (at < to && in[at] >= ' ' && in[at] != '"' && in[at] != '\\') {
      at++;
    }
    return at;
  }

  private static int escape(byte[] in, int from, int to) {
    if (from + 1 >= to) {
      return ~to;
    }
    return switch (in[from + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 2;
      case 'u' -> hex(in, from + 2, to);
      default -> ~(from + 1);
    };
  }

  private static int hex(byte[] in, int from, int to) {
    for (int at = from; at < from + 4; at++) {
      if (at >= to || Character.digit(in[at], 16) < 0) {
        return ~at;
      }
    }
    return from + 4;
  }
}
