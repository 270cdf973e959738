package dev.sluice.bench.mock;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The body of the request being read, and the two facts that the mock asks of it. */
final class RequestBody {
  private static final byte[] MODEL = "\"model\"".getBytes(US_ASCII);
  private static final byte[] USAGE = "\"include_usage\"".getBytes(US_ASCII);

  private byte[] bytes = new byte[2048];
  private int length;

  void clear() {
    length = 0;
  }

  void add(ByteBuf in, int from, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    in.getBytes(from, bytes, length, count);
    length += count;
  }

  /** Value of {@code model}, empty when there is none. */
  String model() {
    int at = valueOf(MODEL);
    if (at < 0 || at >= length || bytes[at] != '"') {
      return "";
    }
    int end = at + 1;
    while (end < length && bytes[end] != '"') {
      end++;
    }
    return new String(bytes, at + 1, end - at - 1, US_ASCII);
  }

  /** Whether the stream is asked to end with usage. */
  boolean includesUsage() {
    int at = valueOf(USAGE);
    return at >= 0 && at < length && bytes[at] == 't';
  }

  private int valueOf(byte[] key) {
    for (int i = 0; i + key.length < length; i++) {
      if (bytes[i] == '"' && Arrays.equals(bytes, i, i + key.length, key, 0, key.length)) {
        int at = i + key.length;
        while (at < length && (bytes[at] == ' ' || bytes[at] == ':')) {
          at++;
        }
        return at;
      }
    }
    return -1;
  }
}
