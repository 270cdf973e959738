package dev.sluice.wire.ollama;

import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.EmbeddingsAnswer;
import dev.sluice.wire.canonical.EmbeddingsDialect;
import dev.sluice.wire.canonical.EmbeddingsRequest;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Upstream;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vectors by {@code /api/embed}.
 *
 * @param keepAlive how long a model stays loaded after a request, null for the server's default
 */
record OllamaEmbeddings(@Nullable String keepAlive) implements EmbeddingsDialect {
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey VECTORS = JsonKey.of("embeddings");
  private static final JsonKey PROMPT = JsonKey.of("prompt_eval_count");
  private static final JsonKey ERROR = JsonKey.of("error");
  private static final int USUAL = 1024;

  @Override
  public Buffer write(EmbeddingsRequest request, Upstream upstream, Dropped dropped) {
    JsonOut out = new JsonOut().object().member("model", upstream.model()).key("input").array();
    request.texts().forEach(out::text);
    out.endArray();
    if (request.dimensions() > 0) {
      out.member("dimensions", request.dimensions());
    }
    if (keepAlive != null) {
      OllamaRequestWriter.keepAlive(out, keepAlive);
    }
    if (request.user() != null) {
      dropped.drop("user", "no counterpart");
    }
    return out.endObject().toBuffer();
  }

  @Override
  public EmbeddingsAnswer read(Buffer body) {
    Bytes bytes = Bytes.of(body);
    FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    try {
      in.reset(bytes.array(), bytes.from(), bytes.to());
      return read(in);
    } catch (MalformedJson e) {
      throw in.malformed(e, bytes.from());
    }
  }

  private static EmbeddingsAnswer read(FieldReader in) {
    String model = "";
    List<float[]> vectors = new ArrayList<>();
    Long tokens = null;
    if (!in.isObject() || !in.object("body")) {
      throw in.wrong("body", "must be an object");
    }
    while (in.member()) {
      if (in.on(MODEL)) {
        String told = in.text("model");
        model = told == null ? "" : told;
      } else if (in.on(VECTORS) && in.array("embeddings")) {
        while (in.item()) {
          vectors.add(vector(in));
        }
      } else if (in.on(PROMPT)) {
        tokens = in.count();
      } else if (in.on(ERROR) && in.isText()) {
        throw new FailureException(OllamaFailure.within(in.text("error")));
      } else {
        in.skip();
      }
    }
    in.end();
    return new EmbeddingsAnswer(model, vectors, tokens);
  }

  private static float[] vector(FieldReader in) {
    float[] vector = new float[USUAL];
    int length = 0;
    if (in.array("embeddings")) {
      while (in.item()) {
        Double number = in.given(in.decimal("embeddings"), "embeddings");
        if (length == vector.length) {
          vector = Arrays.copyOf(vector, 2 * length);
        }
        vector[length++] = number.floatValue();
      }
    }
    return Arrays.copyOf(vector, length);
  }
}
