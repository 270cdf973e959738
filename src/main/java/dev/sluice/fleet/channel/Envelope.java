package dev.sluice.fleet.channel;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way.
 *
 * @param topic that it is about, at most 255 bytes
 */
record Envelope(String topic, Buffer message) {
  Buffer encode() {
    byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer(1 + bytes.length + message.length())
        .appendUnsignedByte((short) bytes.length)
        .appendBytes(bytes)
        .appendBuffer(message);
  }

  /** The message of these bytes; null when they are none. */
  static @Nullable Envelope decode(Buffer bytes) {
    if (bytes.length() == 0) {
      return null;
    }
    int end = 1 + bytes.getUnsignedByte(0);
    return end > bytes.length()
        ? null
        : new Envelope(bytes.getString(1, end), bytes.getBuffer(end, bytes.length()));
  }
}
