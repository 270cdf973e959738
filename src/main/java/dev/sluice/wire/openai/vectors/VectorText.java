package dev.sluice.wire.openai.vectors;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.json.JsonCursor;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A vector in its two forms: a JSON array of numbers, and base64 of them as 32-bit floats, the
 * lowest byte first.
 */
final class VectorText {
  private VectorText() {}

  /** Whether a vector that begins with the byte has the form that is wanted. */
  static boolean fits(byte first, boolean base64) {
    return (first == '"') == base64;
  }

  /** Adds the value in its other form. Throws {@link FailureException} when it is no vector. */
  static void append(Buffer made, byte[] in, int from, int to) {
    if (in[from] == '"') {
      numbers(made, in, from, to);
    } else {
      made.appendByte((byte) '"').appendBytes(base64(in, from, to)).appendByte((byte) '"');
    }
  }

  private static byte[] base64(byte[] in, int from, int to) {
    JsonCursor cursor = new JsonCursor();
    cursor.reset(in, from, to);
    cursor.enter();
    ByteBuffer bytes = ByteBuffer.allocate(4 * 1536).order(ByteOrder.LITTLE_ENDIAN);
    while (cursor.item()) {
      int start = cursor.at();
      byte first = cursor.peek();
      cursor.skip();
      if (first != '-' && (first < '0' || first > '9')) {
        throw garbled();
      }
      if (bytes.remaining() < Float.BYTES) {
        ByteBuffer more = ByteBuffer.allocate(2 * bytes.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        bytes = more.put(bytes.flip());
      }
      String number = new String(in, start, cursor.at() - start, StandardCharsets.US_ASCII);
      bytes.putFloat(Float.parseFloat(number));
    }
    return Base64.getEncoder().encode(Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private static void numbers(Buffer made, byte[] in, int from, int to) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(Arrays.copyOfRange(in, from + 1, to - 1));
    } catch (IllegalArgumentException e) {
      throw garbled();
    }
    if (bytes.length % Float.BYTES != 0) {
      throw garbled();
    }
    ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder text = new StringBuilder(bytes.length * 3).append('[');
    while (floats.hasRemaining()) {
      float number = floats.getFloat();
      if (!Float.isFinite(number)) {
        throw garbled();
      }
      text.append(text.length() == 1 ? "" : ",").append(number);
    }
    made.appendString(text.append(']').toString());
  }

  private static FailureException garbled() {
    return new FailureException(
        new Failure.Garbled("The provider's answer has an embedding that is no vector."));
  }
}
