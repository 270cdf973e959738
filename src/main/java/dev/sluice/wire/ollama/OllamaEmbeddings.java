package dev.sluice.wire.ollama;

import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.embedding.EmbedAnswer;
import dev.sluice.wire.embedding.EmbedProvider;
import dev.sluice.wire.embedding.EmbedRequest;
import dev.sluice.wire.embedding.Vector;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vectors by {@code /api/embed}.
 *
 * @param keepAlive how long a model stays loaded after a request, null for the server's default
 */
public record OllamaEmbeddings(@Nullable String keepAlive) implements EmbedProvider {
  private static final JsonKey VECTORS = JsonKey.of("embeddings");
  private static final JsonKey PROMPT = JsonKey.of("prompt_eval_count");
  private static final JsonKey ERROR = JsonKey.of("error");

  @Override
  public Buffer write(EmbedRequest request, String model, Dropped dropped) {
    request.dropPurpose(dropped);
    request.dropUser(dropped);
    JsonOut out = new JsonOut().object().member("model", model).key("input").array();
    request.texts().forEach(out::text);
    out.endArray();
    if (request.dimensions() > 0) {
      out.member("dimensions", request.dimensions());
    }
    if (keepAlive != null) {
      OllamaRequestWriter.keepAlive(out, keepAlive);
    }
    return out.endObject().toBuffer();
  }

  @Override
  public EmbedAnswer answer(Buffer body) {
    FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    return in.document(Bytes.of(body), () -> answer(in));
  }

  private static EmbedAnswer answer(FieldReader in) {
    List<Vector> vectors = new ArrayList<>();
    long tokens = -1;
    while (in.member()) {
      if (in.on(VECTORS) && in.array("embeddings")) {
        while (in.item()) {
          vectors.add(new Vector.Numbers(in.given(in.json(), "embeddings")));
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
    return new EmbedAnswer(vectors, tokens);
  }
}
