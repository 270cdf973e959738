package dev.sluice.wire.surface;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * A stream as one JSON array of responses, as clients get it who do not ask for events. Made from
 * whole events, each of them on one line. Confined to one stream.
 */
final class ArrayForm implements StreamForm {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private boolean begun;

  @Override
  public String type() {
    return "application/json";
  }

  @Override
  public Buffer put(Buffer events) {
    byte[] in = events.getBytes();
    Buffer out = Buffer.buffer(in.length);
    int at = 0;
    while (at < in.length) {
      int end = at;
      while (end < in.length && in[end] != '\r' && in[end] != '\n') {
        end++;
      }
      if (data(in, at, end)) {
        out.appendString(begun ? ",\r\n" : "[");
        begun = true;
        out.appendBytes(in, at + DATA.length, end - at - DATA.length);
      }
      at = end + 1;
    }
    // Space between the responses keeps a silent stream alive as a comment would.
    return out.length() == 0 && in.length > 0 ? out.appendString("\n") : out;
  }

  private static boolean data(byte[] in, int from, int to) {
    if (to - from <= DATA.length) {
      return false;
    }
    for (int i = 0; i < DATA.length; i++) {
      if (in[from + i] != DATA[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Buffer end(Buffer events) {
    Buffer last = put(events);
    return last.appendString(begun ? "]" : "[]");
  }
}
