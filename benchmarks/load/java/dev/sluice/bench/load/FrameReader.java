package dev.sluice.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Finds the mock's frames in the bytes of an event stream, however they are cut. */
final class FrameReader {
  private static final byte[] CONTENT = "\"content\":\"".getBytes(US_ASCII);
  private static final byte[] DONE = "data: [DONE]".getBytes(US_ASCII);
  private static final byte[] ERROR = "data: {\"error\"".getBytes(US_ASCII);
  private static final int NUMBER = 8;
  private static final int TIME = 19;

  /** Receives what was found. */
  interface Listener {
    /** A content frame: its place, {@link System#nanoTime} at its sending, its content's bytes. */
    void frame(int number, long sentNanos, int bytes);

    /** The mark of a complete stream. */
    void done();

    /** An error in place of the rest. */
    void error();
  }

  private final Listener listener;
  private byte[] line = new byte[512];
  private int length;

  FrameReader(Listener listener) {
    this.listener = listener;
  }

  void open() {
    length = 0;
  }

  void read(ByteBuf in, int from, int count) {
    int at = from;
    int end = from + count;
    while (at < end) {
      int lf = in.indexOf(at, end, (byte) '\n');
      int to = lf < 0 ? end : lf;
      append(in, at, to - at);
      if (lf < 0) {
        return;
      }
      interpret();
      length = 0;
      at = lf + 1;
    }
  }

  private void append(ByteBuf in, int from, int count) {
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
    }
    in.getBytes(from, line, length, count);
    length += count;
  }

  private void interpret() {
    if (length < DONE.length || line[0] != 'd') {
      return;
    }
    if (startsWith(DONE)) {
      listener.done();
      return;
    }
    if (startsWith(ERROR)) {
      listener.error();
      return;
    }
    int at = content();
    if (at >= 0 && line[at] != '"' && at + NUMBER + TIME + 1 < length) {
      int end = at;
      while (end < length && line[end] != '"') {
        end++;
      }
      listener.frame((int) decimal(at, NUMBER), decimal(at + NUMBER + 1, TIME), end - at);
    }
  }

  private int content() {
    int last = length - CONTENT.length - 1;
    for (int i = 6; i <= last; i++) {
      if (line[i] == '"' && line[i + 1] == 'c' && matches(CONTENT, i)) {
        return i + CONTENT.length;
      }
    }
    return -1;
  }

  private boolean startsWith(byte[] word) {
    return length >= word.length && matches(word, 0);
  }

  private boolean matches(byte[] word, int at) {
    return Arrays.equals(line, at, at + word.length, word, 0, word.length);
  }

  private long decimal(int from, int digits) {
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      value = value * 10 + line[i] - '0';
    }
    return value;
  }
}
