package dev.sluice.wire.openai.codec;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.EmbeddingsAnswer;
import dev.sluice.wire.canonical.EmbeddingsRequest;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and answers of OpenAI's {@code /v1/embeddings}. */
public final class EmbeddingsCodec {
  private static final JsonKey INPUT = JsonKey.of("input");
  private static final JsonKey DIMENSIONS = JsonKey.of("dimensions");
  private static final JsonKey FORMAT = JsonKey.of("encoding_format");
  private static final JsonKey USER = JsonKey.of("user");

  private static final int MOST_DIMENSIONS = 1 << 20;

  private EmbeddingsCodec() {}

  /**
   * Reads a request.
   *
   * <p>Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} that names the field when it cannot be understood.
   */
  public static EmbeddingsRequest read(Buffer body) {
    Bytes bytes = Bytes.of(body);
    FieldReader in = new FieldReader(FieldReader.Author.CLIENT);
    try {
      in.reset(bytes.array(), bytes.from(), bytes.to());
      return read(in);
    } catch (MalformedJson e) {
      throw in.malformed(e, bytes.from());
    }
  }

  private static EmbeddingsRequest read(FieldReader in) {
    List<String> texts = new ArrayList<>();
    Long dimensions = null;
    String format = null;
    String user = null;
    if (!in.isObject() || !in.object("body")) {
      throw in.wrong("body", "must be an object");
    }
    while (in.member()) {
      if (in.on(INPUT)) {
        input(in, texts);
      } else if (in.on(DIMENSIONS)) {
        dimensions = in.whole("dimensions");
      } else if (in.on(FORMAT)) {
        format = in.text("encoding_format");
      } else if (in.on(USER)) {
        user = in.text("user");
      } else {
        in.skip();
      }
    }
    in.end();
    if (texts.isEmpty() || texts.contains("")) {
      throw in.wrong("input", "must hold texts that are not empty");
    }
    if (dimensions != null && (dimensions < 1 || dimensions > MOST_DIMENSIONS)) {
      throw in.wrong("dimensions", "must be 1 to " + MOST_DIMENSIONS);
    }
    return new EmbeddingsRequest(
        texts, dimensions == null ? 0 : dimensions.intValue(), base64(in, format), user);
  }

  private static void input(FieldReader in, List<String> texts) {
    if (in.isText()) {
      texts.add(in.given(in.text("input"), "input"));
    } else if (in.array("input")) {
      while (in.item()) {
        if (!in.isText()) {
          throw in.wrong("input", "must be text: this model's provider takes no tokens");
        }
        texts.add(in.given(in.text("input"), "input"));
      }
    }
  }

  private static boolean base64(FieldReader in, @Nullable String format) {
    return switch (format) {
      case "base64" -> true;
      case "float" -> false;
      case null -> false;
      default -> throw in.wrong("encoding_format", "must be float or base64");
    };
  }

  /**
   * Writes an answer.
   *
   * @param model the client's name of the model
   * @param base64 whether vectors are told as base64 of little-endian floats
   */
  public static Buffer write(EmbeddingsAnswer answer, String model, boolean base64) {
    JsonOut out = new JsonOut().object().member("object", "list").key("data").array();
    for (int index = 0; index < answer.vectors().size(); index++) {
      out.object().member("object", "embedding").member("index", index).key("embedding");
      vector(out, answer.vectors().get(index), base64);
      out.endObject();
    }
    out.endArray().member("model", model);
    Long tokens = answer.inputTokens();
    if (tokens != null) {
      out.key("usage").object().member("prompt_tokens", tokens);
      out.member("total_tokens", tokens).endObject();
    }
    return out.endObject().toBuffer();
  }

  private static void vector(JsonOut out, float[] vector, boolean base64) {
    if (base64) {
      ByteBuffer bytes =
          ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      out.text(Base64.getEncoder().encodeToString(bytes.array()));
      return;
    }
    out.array();
    for (float number : vector) {
      out.json(Float.toString(number));
    }
    out.endArray();
  }
}
