package dev.sluice.wire.embedding;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.gemini.GeminiFailure;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gemini's embeddings, one or many at once. Providers are always asked for many. */
public final class GeminiEmbeddings implements EmbedClient, EmbedProvider {
  private static final JsonKey REQUESTS = JsonKey.of("requests");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey PARTS = JsonKey.of("parts");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey TASK = JsonKey.of("taskType");
  private static final JsonKey OLD_TASK = JsonKey.of("task_type");
  private static final JsonKey TITLE = JsonKey.of("title");
  private static final JsonKey DIMENSIONS = JsonKey.of("outputDimensionality");
  private static final JsonKey OLD_DIMENSIONS = JsonKey.of("output_dimensionality");
  private static final JsonKey EMBEDDINGS = JsonKey.of("embeddings");
  private static final JsonKey EMBEDDING = JsonKey.of("embedding");
  private static final JsonKey VALUES = JsonKey.of("values");
  private static final JsonKey USAGE = JsonKey.of("usageMetadata");
  private static final JsonKey TOKENS = JsonKey.of("promptTokenCount");

  @Override
  public EmbedRequest read(Buffer body) {
    FieldReader in = new FieldReader(FieldReader.Author.CLIENT);
    Reading reading = new Reading(in);
    return in.document(Bytes.of(body), reading::request);
  }

  /** One pass over a request. */
  private static final class Reading {
    private final FieldReader in;
    private final List<String> texts = new ArrayList<>();
    private @Nullable String task;
    private @Nullable String title;
    private long dimensions;
    private boolean several;

    Reading(FieldReader in) {
      this.in = in;
    }

    /**
     * Reads the members of a request.
     *
     * @param one whether it is one of several, which holds no further ones
     */
    private void body(boolean one) {
      while (in.member()) {
        if (in.on(REQUESTS)) {
          if (one) {
            throw in.wrong("requests.requests", "must not be given: requests hold no others");
          }
          requests();
        } else if (in.on(CONTENT)) {
          content();
        } else if (in.on(TASK) || in.on(OLD_TASK)) {
          task = in.text("taskType");
        } else if (in.on(TITLE)) {
          title = in.text("title");
        } else if (in.on(DIMENSIONS) || in.on(OLD_DIMENSIONS)) {
          Long given = in.whole("outputDimensionality");
          dimensions = given == null ? 0 : Math.max(0, given);
        } else {
          in.skip();
        }
      }
    }

    private void requests() {
      several = true;
      if (in.array("requests")) {
        while (in.nextObject("requests")) {
          body(true);
        }
      }
    }

    private void content() {
      StringBuilder text = new StringBuilder();
      if (in.isText()) {
        text.append(in.text("content"));
      } else if (in.object("content")) {
        while (in.member()) {
          if (in.on(PARTS) && in.isArray() && in.array("content.parts")) {
            while (in.item()) {
              part(text);
            }
          } else if (in.on(PARTS) && in.isObject()) {
            part(text);
          } else {
            in.skip();
          }
        }
      }
      texts.add(text.toString());
    }

    private void part(StringBuilder text) {
      if (!in.object("content.parts")) {
        return;
      }
      while (in.member()) {
        if (!in.on(TEXT)) {
          throw Dropped.refusal("content.parts", "it takes texts only");
        }
        text.append(in.given(in.text("content.parts.text"), "content.parts.text"));
      }
    }

    EmbedRequest request() {
      body(false);
      if (texts.isEmpty() || texts.stream().anyMatch(String::isEmpty)) {
        throw in.wrong("content", "must hold a text");
      }
      return new EmbedRequest(texts, dimensions, task, title, null, false, !several);
    }
  }

  @Override
  public Buffer write(EmbedRequest request, String model, Dropped dropped) {
    request.dropUser(dropped);
    String path = model.contains("/") ? model : "models/" + model;
    JsonOut out = new JsonOut().object().key("requests").array();
    for (String text : request.texts()) {
      out.object().member("model", path).key("content").object().key("parts").array();
      out.object().member("text", text).endObject().endArray().endObject();
      if (request.task() != null) {
        out.member("taskType", request.task());
      }
      if (request.title() != null) {
        out.member("title", request.title());
      }
      if (request.dimensions() > 0) {
        out.member("outputDimensionality", request.dimensions());
      }
      out.endObject();
    }
    return out.endArray().endObject().toBuffer();
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
      if (in.on(EMBEDDINGS) && in.isArray() && in.array("embeddings")) {
        while (in.item()) {
          vectors.add(vector(in));
        }
      } else if (in.on(EMBEDDING)) {
        vectors.add(vector(in));
      } else if (in.on(USAGE) && in.isObject()) {
        tokens = in.count("usageMetadata", TOKENS);
      } else {
        in.skip();
      }
    }
    in.end();
    if (vectors.isEmpty()) {
      throw in.wrong("embeddings", "must be given");
    }
    return new EmbedAnswer(vectors, tokens);
  }

  private static Vector vector(FieldReader in) {
    Json values = null;
    if (in.object("embeddings")) {
      while (in.member()) {
        if (in.on(VALUES)) {
          values = in.json();
        } else {
          in.skip();
        }
      }
    }
    return new Vector.Numbers(in.given(values, "embeddings.values"));
  }

  @Override
  public Buffer answer(EmbedAnswer answer, EmbedRequest request, String model) {
    JsonOut out = new JsonOut().object();
    if (request.single()) {
      out.key("embedding");
      vector(out, answer.vectors().getFirst());
    } else {
      out.key("embeddings").array();
      answer.vectors().forEach(vector -> vector(out, vector));
      out.endArray();
    }
    if (answer.tokens() >= 0) {
      out.key("usageMetadata").object().member("promptTokenCount", answer.tokens()).endObject();
    }
    return out.endObject().toBuffer();
  }

  private static void vector(JsonOut out, Vector vector) {
    out.object().key("values");
    vector.write(out, false);
    out.endObject();
  }

  @Override
  public Buffer failure(Failure failure) {
    return GeminiFailure.body(failure);
  }

  /**
   * Tokens of an answer in this dialect, -1 when it tells none. Throws {@link FailureException}
   * when it is no answer.
   */
  public static long checked(Buffer body) {
    return new GeminiEmbeddings().answer(body).tokens();
  }
}
