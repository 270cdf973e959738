package dev.sluice.wire.embedding;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of the models that AWS Bedrock invokes, which it speaks to as their makers do: Amazon's
 * Titan, which takes one text at a time, and Cohere's Embed. A model's name tells whose it is.
 */
public final class BedrockEmbeddings implements EmbedProvider {
  private static final JsonKey EMBEDDING = JsonKey.of("embedding");
  private static final JsonKey EMBEDDINGS = JsonKey.of("embeddings");
  private static final JsonKey FLOAT = JsonKey.of("float");
  private static final JsonKey TOKENS = JsonKey.of("inputTextTokenCount");
  private static final String TOKENS_HEADER = "x-amzn-bedrock-input-token-count";
  private static final int COHERE_TEXTS = 96;
  private static final int NOT_FOUND = 404;

  /** Whose a model is. */
  private enum Maker {
    TITAN_FIRST,
    TITAN,
    TITAN_IMAGE,
    COHERE_THIRD,
    COHERE
  }

  /** How many texts a model takes at once. */
  public static int most(String model) {
    return model.contains("cohere.") ? COHERE_TEXTS : 1;
  }

  private static Maker maker(String model) {
    if (model.contains("titan-embed-image")) {
      return Maker.TITAN_IMAGE;
    }
    if (model.contains("titan-embed")) {
      return model.contains("titan-embed-text-v2") ? Maker.TITAN : Maker.TITAN_FIRST;
    }
    if (model.contains("cohere.embed")) {
      return model.endsWith("-v3") || model.contains("-v3:") ? Maker.COHERE_THIRD : Maker.COHERE;
    }
    throw new FailureException(
        new Failure.Rejected(
            NOT_FOUND,
            "The model of this target does not serve embeddings at Bedrock: give the model a target"
                + " at one of Titan's or Cohere's.",
            "invalid_request_error",
            "unsupported_endpoint",
            null));
  }

  @Override
  public Buffer write(EmbedRequest request, String model, Dropped dropped) {
    Maker maker = maker(model);
    request.dropUser(dropped);
    return switch (maker) {
      case TITAN_FIRST, TITAN, TITAN_IMAGE -> titan(request, maker, dropped);
      case COHERE_THIRD, COHERE -> cohere(request, maker, dropped);
    };
  }

  private static Buffer titan(EmbedRequest request, Maker maker, Dropped dropped) {
    request.dropPurpose(dropped);
    JsonOut out = new JsonOut().object().member("inputText", request.texts().getFirst());
    if (request.dimensions() > 0) {
      switch (maker) {
        case TITAN -> out.member("dimensions", request.dimensions());
        case TITAN_IMAGE ->
            out.key("embeddingConfig")
                .object()
                .member("outputEmbeddingLength", request.dimensions())
                .endObject();
        default -> throw oneLength();
      }
    }
    return out.endObject().toBuffer();
  }

  private static Buffer cohere(EmbedRequest request, Maker maker, Dropped dropped) {
    if (request.title() != null) {
      dropped.drop("title", "no counterpart");
    }
    JsonOut out = new JsonOut().object().key("texts").array();
    request.texts().forEach(out::text);
    out.endArray().member("input_type", purpose(request.task(), dropped));
    if (request.dimensions() > 0 && maker == Maker.COHERE_THIRD) {
      throw oneLength();
    }
    if (request.dimensions() > 0) {
      out.member("output_dimension", request.dimensions());
    }
    return out.endObject().toBuffer();
  }

  /** Vectors of another length would be no answer to the request. */
  private static FailureException oneLength() {
    return Dropped.refusal("dimensions", "its model makes vectors of one length");
  }

  /** The dialect insists on a purpose; who says none has something that is to be found. */
  private static String purpose(@Nullable String task, Dropped dropped) {
    return switch (task) {
      case null -> "search_document";
      case "RETRIEVAL_DOCUMENT", "TASK_TYPE_UNSPECIFIED" -> "search_document";
      case "RETRIEVAL_QUERY", "QUESTION_ANSWERING", "FACT_VERIFICATION", "CODE_RETRIEVAL_QUERY" ->
          "search_query";
      case "CLASSIFICATION" -> "classification";
      case "CLUSTERING" -> "clustering";
      default -> {
        dropped.drop("taskType", "no counterpart");
        yield "search_document";
      }
    };
  }

  @Override
  public long tokens(Function<String, @Nullable String> headers) {
    String told = headers.apply(TOKENS_HEADER);
    return told != null && told.matches("[0-9]{1,12}") ? Long.parseLong(told) : -1;
  }

  @Override
  public EmbedAnswer answer(Buffer body) {
    Bytes bytes = Bytes.of(body);
    FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    List<Vector> vectors = new ArrayList<>();
    long tokens = -1;
    try {
      in.reset(bytes.array(), bytes.from(), bytes.to());
      if (!in.isObject() || !in.object("body")) {
        throw in.wrong("body", "must be an object");
      }
      while (in.member()) {
        if (in.on(EMBEDDING) && in.isArray()) {
          vectors.add(vector(in));
        } else if (in.on(EMBEDDINGS)) {
          vectors(in, vectors);
        } else if (in.on(TOKENS)) {
          tokens = in.count();
        } else {
          in.skip();
        }
      }
      in.end();
    } catch (MalformedJson e) {
      throw in.malformed(e, bytes.from());
    }
    if (vectors.isEmpty()) {
      throw in.wrong("embeddings", "must be given");
    }
    return new EmbedAnswer(vectors, tokens);
  }

  /** A list of vectors, or lists of them by their type. */
  private static void vectors(FieldReader in, List<Vector> vectors) {
    if (in.isArray()) {
      list(in, vectors);
    } else if (in.object("embeddings")) {
      while (in.member()) {
        if (in.on(FLOAT) && in.isArray()) {
          list(in, vectors);
        } else {
          in.skip();
        }
      }
    }
  }

  private static void list(FieldReader in, List<Vector> vectors) {
    if (in.array("embeddings")) {
      while (in.item()) {
        vectors.add(vector(in));
      }
    }
  }

  private static Vector vector(FieldReader in) {
    Json values = in.json();
    return new Vector.Numbers(in.given(values, "embeddings"));
  }
}
