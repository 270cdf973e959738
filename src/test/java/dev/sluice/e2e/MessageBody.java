package dev.sluice.e2e;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The body of an HTTP/1.1 answer, by length or in chunks; an early end is an error. */
final class MessageBody extends InputStream {
  private final InputStream in;
  private final boolean chunked;
  private long left;
  private boolean first = true;
  private boolean ended;

  MessageBody(InputStream in, int status, Map<String, String> headers) {
    this.in = in;
    this.chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
    this.left = chunked ? 0 : Long.parseLong(headers.getOrDefault("content-length", "0"));
    this.ended = status == 204;
  }

  @Override
  public int read() throws IOException {
    if (left == 0 && chunked && !ended) {
      nextChunk();
    }
    if (left == 0) {
      ended = true;
    }
    if (ended) {
      return -1;
    }
    left--;
    return must(in.read());
  }

  /** Never waits for more than it already has. */
  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int next = read();
    if (next < 0) {
      return -1;
    }
    to[from] = (byte) next;
    int more = (int) Math.min(Math.min(left, length - 1L), in.available());
    int read = more <= 0 ? 0 : in.read(to, from + 1, more);
    left -= read;
    return 1 + read;
  }

  private void nextChunk() throws IOException {
    if (!first) {
      line();
    }
    first = false;
    left = Long.parseLong(line(), 16);
    if (left == 0) {
      line();
      ended = true;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = must(in.read()); next != '\n'; next = must(in.read())) {
      line.append((char) next);
    }
    return line.toString().trim();
  }

  private static int must(int read) throws EOFException {
    if (read < 0) {
      throw new EOFException("the answer was cut");
    }
    return read;
  }
}
