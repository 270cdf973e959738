package dev.sluice.wire.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits the bytes of an event stream into events, however the bytes are cut into reads.
 *
 * <p>Give it a read with {@link #feed}, take events while {@link #next} is true, then give it the
 * next read. An event that lies within one read is told as a range of that read; only an event that
 * lies across reads is copied. Events without data, or with blank data, are left out. Memory is
 * bounded by the longest event allowed and one read.
 */
public final class EventReader {
  private static final byte[] NONE = {};
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ERROR = "error".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final int LEAD = "data: ".length();
  private static final int KEPT = 1 << 16;

  private final int limit;

  // The bytes at work: a read, or the carry with what was left of earlier reads in front.
  private byte[] in = NONE;
  private int to;
  private byte[] carry = NONE;
  private boolean carrying;
  private boolean begun;
  private boolean afterCr;
  private boolean tooLong;

  // The event in the making.
  private int start;
  private int lineFrom;
  private int scanned;
  private int lines;
  private int firstFrom;
  private int firstTo;
  private @Nullable ByteArrayOutputStream joined;
  private boolean namedError;

  // The event that next() went to.
  private byte[] data = NONE;
  private int dataFrom;
  private int dataTo;
  private int from;
  private int end;
  private boolean copied;
  private boolean error;

  /**
   * A reader at the start of a stream.
   *
   * @param limit longest event allowed, in bytes, its blank line included
   */
  public EventReader(int limit) {
    this.limit = limit;
  }

  /** Takes a read, whose bytes must stay as they are until {@link #next} is false. */
  public void feed(byte[] bytes, int first, int last) {
    if (carrying) {
      int length = last - first;
      reserve(to + length);
      System.arraycopy(bytes, first, carry, to, length);
      in = carry;
      to += length;
      return;
    }
    in = bytes;
    start = first;
    lineFrom = first;
    scanned = first;
    to = last;
  }

  /** Goes to the next event; false when another read is needed or an event was too long. */
  public boolean next() {
    while (!tooLong && pastMark() && scanned < to) {
      if (afterCr && afterLf()) {
        continue;
      }
      int eol = LineEnd.find(in, scanned, to);
      scanned = eol;
      if (eol < to) {
        int line = lineFrom;
        afterCr = in[eol] == '\r';
        scanned = eol + 1;
        lineFrom = scanned;
        if (eol > line) {
          field(line, eol);
        } else if (dispatch(scanned)) {
          return true;
        }
      }
    }
    tooLong |= to - start > limit;
    keep();
    return false;
  }

  /** At the end of the stream: goes to the event that no blank line ended, if it has data. */
  public boolean last() {
    if (tooLong || !carrying) {
      return false;
    }
    field(lineFrom, to);
    lineFrom = to;
    scanned = to;
    return dispatch(to);
  }

  /** Skips the byte order mark, which only the start of a stream may have. */
  private boolean pastMark() {
    if (begun) {
      return true;
    }
    int same = 0;
    while (same < MARK.length && start + same < to && in[start + same] == MARK[same]) {
      same++;
    }
    if (same == MARK.length) {
      start += same;
      lineFrom = start;
      scanned = start;
    } else if (start + same == to) {
      return false;
    }
    begun = true;
    return true;
  }

  /** Takes the LF of a CRLF, which may come with a later read than its CR. */
  private boolean afterLf() {
    afterCr = false;
    if (in[scanned] != '\n') {
      return false;
    }
    if (start == scanned) {
      start++;
    }
    scanned++;
    lineFrom = scanned;
    return true;
  }

  private void field(int line, int eol) {
    if (named(DATA, line, eol)) {
      data(value(line + DATA.length, eol), eol);
    } else if (named(EVENT, line, eol)) {
      int value = value(line + EVENT.length, eol);
      namedError = Arrays.equals(in, value, eol, ERROR, 0, ERROR.length);
    }
  }

  private boolean named(byte[] name, int line, int eol) {
    int colon = line + name.length;
    return colon <= eol
        && (colon == eol || in[colon] == ':')
        && Arrays.equals(in, line, colon, name, 0, name.length);
  }

  private int value(int colon, int eol) {
    int value = Math.min(colon + 1, eol);
    return value < eol && in[value] == ' ' ? value + 1 : value;
  }

  private void data(int value, int eol) {
    if (lines == 0) {
      firstFrom = value;
      firstTo = eol;
    } else {
      if (joined == null) {
        joined = new ByteArrayOutputStream();
        joined.write(in, firstFrom, firstTo - firstFrom);
      }
      joined.write('\n');
      joined.write(in, value, eol - value);
    }
    lines++;
  }

  /** Closes the event in the making; false when it has no data or is too long. */
  private boolean dispatch(int after) {
    tooLong = after - start > limit;
    boolean some = lines > 0 && !tooLong;
    from = start;
    end = after;
    error = namedError;
    copied = joined != null;
    if (joined == null) {
      data = in;
      dataFrom = firstFrom;
      dataTo = firstTo;
    } else {
      data = joined.toByteArray();
      dataFrom = 0;
      dataTo = data.length;
    }
    start = after;
    lines = 0;
    joined = null;
    namedError = false;
    return some && said();
  }

  /** Whether there is more than blanks; an event of nothing else is a sign of life. */
  private boolean said() {
    int at = dataFrom;
    while (at < dataTo && data[at] <= ' ' && data[at] >= 0) {
      at++;
    }
    return at < dataTo;
  }

  /** Keeps the bytes of the event in the making, since the read is the caller's. */
  private void keep() {
    int rest = to - start;
    if (rest == 0 || tooLong) {
      carrying = false;
      carry = carry.length > KEPT ? NONE : carry;
      in = NONE;
      data = NONE;
      return;
    }
    if (!carrying) {
      reserve(rest);
    }
    if (!carrying || start > 0) {
      System.arraycopy(in, start, carry, 0, rest);
    }
    in = carry;
    carrying = true;
    lineFrom -= start;
    scanned -= start;
    firstFrom -= start;
    firstTo -= start;
    start = 0;
    to = rest;
  }

  private void reserve(int length) {
    if (carry.length < length) {
      carry = Arrays.copyOf(carry, Math.max(length, carry.length * 2));
    }
  }

  /** Whether the stream held an event longer than allowed; nothing comes after it. */
  public boolean tooLong() {
    return tooLong;
  }

  /** Whether the event is named {@code error}. */
  public boolean error() {
    return error;
  }

  /** Whether the reader stands before an event of which it has looked at nothing yet. */
  public boolean atStart() {
    return begun && !tooLong && scanned == start && scanned < to;
  }

  /** The bytes that are read. */
  public byte[] bytes() {
    return in;
  }

  /** Where the reader stands in {@link #bytes}. */
  public int position() {
    return scanned;
  }

  /** Offset after the last of {@link #bytes}. */
  public int to() {
    return to;
  }

  /** Passes over a whole event that the caller has recognised by itself. */
  public void pass(int after) {
    start = after;
    lineFrom = after;
    scanned = after;
    afterCr = false;
    copied = false;
  }

  /** Whether the event is told as a range of the read itself. */
  public boolean inRead() {
    return !carrying && !copied;
  }

  /** Whether the event is one line {@code data: …}, one space after the colon, ended by two LFs. */
  public boolean plain() {
    return !copied
        && dataFrom == from + LEAD
        && end == dataTo + 2
        && in[dataTo] == '\n'
        && in[dataTo + 1] == '\n';
  }

  /**
   * Whether the data came in several lines, in which case the array is a copy and may be changed.
   */
  public boolean joined() {
    return copied;
  }

  /** The array that holds the data; that of the event too when it is {@link #plain}. */
  public byte[] array() {
    return data;
  }

  /** Offset of the data's first byte. */
  public int dataFrom() {
    return dataFrom;
  }

  /** Offset of the data's first byte behind the blanks that it begins with. */
  public int textFrom() {
    int at = dataFrom;
    while (at < dataTo && data[at] <= ' ' && data[at] >= 0) {
      at++;
    }
    return at;
  }

  /** Offset after the data's last byte. */
  public int dataTo() {
    return dataTo;
  }

  /** Whether the data from there on is the word by which OpenAI ends a stream. */
  public boolean isDone(int first) {
    return Arrays.equals(data, first, dataTo, DONE, 0, DONE.length);
  }

  /** Offset of a plain event's first byte. */
  public int from() {
    return from;
  }

  /** Offset after a plain event's blank line. */
  public int end() {
    return end;
  }
}
