package dev.sluice.wire.embedding;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Predictions of Vertex that are vectors. */
public final class VertexEmbeddings implements EmbedProvider {
  private static final JsonKey PREDICTIONS = JsonKey.of("predictions");
  private static final JsonKey EMBEDDINGS = JsonKey.of("embeddings");
  private static final JsonKey VALUES = JsonKey.of("values");
  private static final JsonKey STATISTICS = JsonKey.of("statistics");
  private static final JsonKey TOKENS = JsonKey.of("token_count");

  @Override
  public Buffer write(EmbedRequest request, String model, Dropped dropped) {
    request.dropUser(dropped);
    JsonOut out = new JsonOut().object().key("instances").array();
    for (String text : request.texts()) {
      out.object().member("content", text);
      if (request.task() != null) {
        out.member("task_type", request.task());
      }
      if (request.title() != null) {
        out.member("title", request.title());
      }
      out.endObject();
    }
    out.endArray();
    if (request.dimensions() > 0) {
      out.key("parameters").object();
      out.member("outputDimensionality", request.dimensions()).endObject();
    }
    return out.endObject().toBuffer();
  }

  @Override
  public EmbedAnswer answer(Buffer body) {
    Reading reading = new Reading();
    return reading.in.document(Bytes.of(body), reading::answer);
  }

  /** One pass over an answer. */
  private static final class Reading {
    private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    private final List<Vector> vectors = new ArrayList<>();
    private long tokens;
    private boolean told;

    EmbedAnswer answer() {
      while (in.member()) {
        if (in.on(PREDICTIONS) && in.isArray() && in.array("predictions")) {
          while (in.item()) {
            prediction();
          }
        } else {
          in.skip();
        }
      }
      in.end();
      if (vectors.isEmpty()) {
        throw in.wrong("predictions", "must be given");
      }
      return new EmbedAnswer(vectors, told ? tokens : -1);
    }

    private void prediction() {
      if (in.object("predictions")) {
        while (in.member()) {
          if (in.on(EMBEDDINGS)) {
            vector();
          } else {
            in.skip();
          }
        }
      }
    }

    private void vector() {
      Json values = null;
      if (in.object("predictions.embeddings")) {
        while (in.member()) {
          if (in.on(VALUES)) {
            values = in.json();
          } else if (in.on(STATISTICS) && in.isObject()) {
            statistics();
          } else {
            in.skip();
          }
        }
      }
      vectors.add(new Vector.Numbers(in.given(values, "predictions.embeddings.values")));
    }

    private void statistics() {
      if (in.object("predictions.embeddings.statistics")) {
        while (in.member()) {
          if (in.on(TOKENS)) {
            // Written as a decimal with nothing behind the point.
            Double count = in.decimal("predictions.embeddings.statistics.token_count");
            tokens += count == null ? 0 : Math.round(count);
            told |= count != null;
          } else {
            in.skip();
          }
        }
      }
    }
  }
}
