package dev.sluice.fleet.channel;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The first words of a connection.
 *
 * @param version of the channel that the caller speaks, 1 to 255
 * @param nonce chance of the caller
 * @param from id of the caller
 * @param to id of the member that is meant
 */
record Hello(int version, Buffer nonce, String from, String to) {
  /** Version of the channel that this program speaks. */
  static final int VERSION = 1;

  static final int NONCE = 16;

  private static final int MAGIC = 0x534c4348;
  private static final int HEAD = 4 + 1 + NONCE;

  Buffer encode() {
    return string(
        string(
            Buffer.buffer()
                .appendInt(MAGIC)
                .appendUnsignedByte((short) version)
                .appendBuffer(nonce),
            from),
        to);
  }

  private static Buffer string(Buffer into, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return into.appendUnsignedByte((short) bytes.length).appendBytes(bytes);
  }

  /** The words of a frame; null when they are none. */
  static @Nullable Hello decode(Buffer frame) {
    if (frame.length() < HEAD + 2 || frame.getInt(0) != MAGIC || frame.getUnsignedByte(4) == 0) {
      return null;
    }
    int middle = HEAD + 1 + frame.getUnsignedByte(HEAD);
    if (middle >= frame.length() || middle + 1 + frame.getUnsignedByte(middle) != frame.length()) {
      return null;
    }
    return new Hello(
        frame.getUnsignedByte(4),
        frame.getBuffer(5, HEAD),
        frame.getString(HEAD + 1, middle),
        frame.getString(middle + 1, frame.length()));
  }
}
