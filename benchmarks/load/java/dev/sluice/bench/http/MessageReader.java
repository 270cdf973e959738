package dev.sluice.bench.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * An incremental reader of HTTP/1.1 messages of one connection, requests or responses. It
 * interprets the framing and {@code Connection: close}, and passes the content on in place.
 */
public final class MessageReader {
  private static final int LONGEST_LINE = 64 * 1024;

  /** Receives the parts of a message in their order. */
  public interface Listener {
    /** The head is complete; its facts can be asked of the reader until {@link #end}. */
    void head();

    /**
     * {@code length} bytes of content stand in {@code in} from {@code from}; valid in this call.
     */
    void content(ByteBuf in, int from, int length);

    /** The message is complete. */
    void end();
  }

  private enum State {
    HEAD,
    FIXED,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    UNTIL_CLOSE
  }

  private final Listener listener;
  private byte[] line = new byte[512];
  private int lineLength;
  private State state = State.HEAD;
  private boolean started;
  private boolean response;
  private boolean get;
  private boolean chunked;
  private boolean close;
  private int status;
  private long remaining;

  /** A reader at the start of a connection. */
  public MessageReader(Listener listener) {
    this.listener = listener;
  }

  /** Status of the response being read, 0 for a request. */
  public int status() {
    return status;
  }

  /** Whether the request being read is a GET. */
  public boolean get() {
    return get;
  }

  /** Whether the peer closes the connection after this message. */
  public boolean close() {
    return close;
  }

  /**
   * Consumes all readable bytes.
   *
   * @throws IllegalStateException when the bytes are not HTTP/1.1
   */
  public void read(ByteBuf in) {
    while (in.isReadable()) {
      switch (state) {
        case HEAD -> {
          if (line(in)) {
            headLine();
          }
        }
        case FIXED, CHUNK, UNTIL_CLOSE -> content(in);
        case CHUNK_SIZE -> {
          if (line(in)) {
            chunkSize();
          }
        }
        case CHUNK_END -> {
          if (line(in)) {
            next(State.CHUNK_SIZE);
          }
        }
        case TRAILER -> {
          if (line(in)) {
            trailer();
          }
        }
      }
    }
  }

  /** The peer has closed: ends a response that is delimited by that. */
  public void closed() {
    if (state == State.UNTIL_CLOSE) {
      finish();
    }
  }

  private void content(ByteBuf in) {
    int length = (int) Math.min(in.readableBytes(), remaining);
    int from = in.readerIndex();
    in.skipBytes(length);
    remaining -= length;
    listener.content(in, from, length);
    if (remaining == 0) {
      if (state == State.CHUNK) {
        next(State.CHUNK_END);
      } else {
        finish();
      }
    }
  }

  /** Gathers a line; true when it is complete, without its end. */
  private boolean line(ByteBuf in) {
    int before = in.bytesBefore((byte) '\n');
    int length = before < 0 ? in.readableBytes() : before;
    if (lineLength + length > LONGEST_LINE) {
      throw new IllegalStateException("a line of more than " + LONGEST_LINE + " bytes");
    }
    if (lineLength + length > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, lineLength + length));
    }
    in.readBytes(line, lineLength, length);
    lineLength += length;
    if (before < 0) {
      return false;
    }
    in.skipBytes(1);
    if (lineLength > 0 && line[lineLength - 1] == '\r') {
      lineLength--;
    }
    return true;
  }

  private void headLine() {
    if (!started) {
      if (lineLength > 0) {
        startLine();
      }
    } else if (lineLength == 0) {
      headEnd();
    } else {
      field();
    }
    lineLength = 0;
  }

  private void startLine() {
    started = true;
    response = startsWith("http/1.");
    get = !response && line[0] == 'G';
    status = response ? (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0') : 0;
    remaining = response ? Long.MAX_VALUE : 0;
    chunked = false;
    close = false;
  }

  private void field() {
    switch (line[0] | 0x20) {
      case 'c' -> {
        if (startsWith("content-length:")) {
          remaining = decimal("content-length:".length());
        } else if (startsWith("connection:")) {
          close = valueEndsWith("close");
        }
      }
      case 't' -> chunked |= startsWith("transfer-encoding:") && valueEndsWith("chunked");
      default -> {
        // Other fields decide nothing here.
      }
    }
  }

  private void headEnd() {
    if (response && status < 200) {
      started = false;
      return;
    }
    listener.head();
    if (chunked) {
      state = State.CHUNK_SIZE;
    } else if (remaining == 0 || status == 204 || status == 304) {
      finish();
    } else {
      state = remaining == Long.MAX_VALUE ? State.UNTIL_CLOSE : State.FIXED;
    }
  }

  private void chunkSize() {
    long size = 0;
    for (int i = 0; i < lineLength && line[i] != ';'; i++) {
      int digit = Character.digit(line[i], 16);
      if (digit < 0) {
        throw new IllegalStateException("a chunk's size is not a number");
      }
      size = size * 16 + digit;
    }
    remaining = size;
    next(size == 0 ? State.TRAILER : State.CHUNK);
  }

  private void trailer() {
    boolean last = lineLength == 0;
    lineLength = 0;
    if (last) {
      finish();
    }
  }

  private void next(State then) {
    lineLength = 0;
    state = then;
  }

  private void finish() {
    started = false;
    next(State.HEAD);
    listener.end();
  }

  private boolean startsWith(String lower) {
    return matches(0, lower);
  }

  private boolean valueEndsWith(String lower) {
    return matches(lineLength - lower.length(), lower);
  }

  private boolean matches(int at, String lower) {
    if (at < 0 || lineLength < at + lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      int c = line[at + i];
      if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private long decimal(int from) {
    long value = 0;
    for (int i = from; i < lineLength; i++) {
      if (line[i] >= '0' && line[i] <= '9') {
        value = value * 10 + line[i] - '0';
      }
    }
    return value;
  }
}
