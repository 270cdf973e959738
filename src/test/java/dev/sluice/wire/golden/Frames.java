package dev.sluice.wire.golden;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Events as frames of {@code application/vnd.amazon.eventstream}. */
public final class Frames {
  private Frames() {}

  /** A frame for each line {@code {"<event>":<payload>}}; a mark before the name: an exception. */
  public static Buffer ofLines(String lines) {
    Buffer all = Buffer.buffer();
    lines
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> {
          int colon = line.indexOf(':');
          String name = line.substring(2, colon - 1);
          String payload = line.substring(colon + 1, line.length() - 1);
          all.appendBuffer(
              name.startsWith("!")
                  ? frame("exception", ":exception-type", name.substring(1), payload)
                  : frame("event", ":event-type", name, payload));
        });
    return all;
  }

  /** One frame. */
  public static Buffer frame(String message, String key, String name, String payload) {
    Buffer headers = Buffer.buffer();
    header(headers, key, name);
    header(headers, ":content-type", "application/json");
    header(headers, ":message-type", message);
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    Buffer frame =
        Buffer.buffer().appendInt(16 + headers.length() + body.length).appendInt(headers.length());
    frame.appendInt(sum(frame)).appendBuffer(headers).appendBytes(body);
    return frame.appendInt(sum(frame));
  }

  private static void header(Buffer headers, String name, String value) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    headers.appendByte((byte) key.length).appendBytes(key).appendByte((byte) 7);
    headers.appendShort((short) text.length).appendBytes(text);
  }

  private static int sum(Buffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.getBytes());
    return (int) crc.getValue();
  }
}
