package dev.sluice.wire.embedding;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A vector in whichever of its two forms the provider told it; turned only where another is wanted.
 */
public sealed interface Vector {
  /** An array of numbers. */
  record Numbers(Json array) implements Vector {
    @Override
    public void write(JsonOut out, boolean base64) {
      if (base64) {
        out.text(encoded());
      } else {
        out.json(array);
      }
    }

    private String encoded() {
      byte[] in = array.text().getBytes(StandardCharsets.UTF_8);
      FieldReader reader = new FieldReader(FieldReader.Author.PROVIDER);
      reader.reset(in, 0, in.length);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(in.length / 2);
      if (reader.array("embedding")) {
        while (reader.item()) {
          double value = reader.given(reader.decimal("embedding"), "embedding");
          int bits = Float.floatToIntBits((float) value);
          bytes.write(bits);
          bytes.write(bits >> 8);
          bytes.write(bits >> 16);
          bytes.write(bits >> 24);
        }
      }
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
  }

  /** Base64 of floats, lowest byte first. */
  record Letters(String base64) implements Vector {
    @Override
    public void write(JsonOut out, boolean wanted) {
      if (wanted) {
        out.text(base64);
        return;
      }
      ByteBuffer bytes;
      try {
        bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      } catch (IllegalArgumentException e) {
        throw new FailureException(
            new Failure.Garbled("The provider's answer is odd: a vector is not base64."));
      }
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      out.array();
      while (bytes.remaining() >= Float.BYTES) {
        out.json(Float.toString(bytes.getFloat()));
      }
      out.endArray();
    }
  }

  /**
   * Writes the value. Throws {@link FailureException} with a {@link Failure.Garbled} when it cannot
   * be turned.
   *
   * @param base64 whether base64 is wanted, else numbers
   */
  void write(JsonOut out, boolean base64);
}
