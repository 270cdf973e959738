package dev.sluice.wire.embedding;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.openai.codec.ChatErrors;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** OpenAI's embeddings. */
public final class OpenAiEmbeddings implements EmbedClient, EmbedProvider {
  private static final JsonKey INPUT = JsonKey.of("input");
  private static final JsonKey DIMENSIONS = JsonKey.of("dimensions");
  private static final JsonKey FORMAT = JsonKey.of("encoding_format");
  private static final JsonKey USER = JsonKey.of("user");
  private static final JsonKey DATA = JsonKey.of("data");
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey EMBEDDING = JsonKey.of("embedding");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey TOKENS = JsonKey.of("prompt_tokens");
  private static final long MOST_DIMENSIONS = 1 << 16;

  @Override
  public EmbedRequest read(Buffer body) {
    FieldReader in = new FieldReader(FieldReader.Author.CLIENT);
    return in.document(Bytes.of(body), () -> request(in));
  }

  private static EmbedRequest request(FieldReader in) {
    List<String> texts = new ArrayList<>();
    long dimensions = 0;
    String format = null;
    String user = null;
    while (in.member()) {
      if (in.on(INPUT)) {
        input(in, texts);
      } else if (in.on(DIMENSIONS)) {
        Long given = in.whole("dimensions");
        dimensions = given == null ? 0 : given;
      } else if (in.on(FORMAT)) {
        format = in.text("encoding_format");
      } else if (in.on(USER)) {
        user = in.text("user");
      } else {
        in.skip();
      }
    }
    if (texts.isEmpty() || texts.stream().anyMatch(String::isEmpty)) {
      throw in.wrong("input", "must be a text or several, none of them empty");
    }
    if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
      throw in.wrong("dimensions", "must be from 1 to " + MOST_DIMENSIONS);
    }
    return new EmbedRequest(texts, dimensions, null, null, user, base64(in, format), false);
  }

  private static boolean base64(FieldReader in, @Nullable String format) {
    return switch (format) {
      case "base64" -> true;
      case "float" -> false;
      case null -> false;
      default -> throw in.wrong("encoding_format", "must be float or base64");
    };
  }

  private static void input(FieldReader in, List<String> texts) {
    if (in.isText()) {
      texts.add(in.given(in.text("input"), "input"));
    } else if (in.array("input")) {
      while (in.item()) {
        if (!in.isText()) {
          throw Dropped.refusal("input", "it takes texts and no tokens");
        }
        texts.add(in.given(in.text("input"), "input"));
      }
    }
  }

  @Override
  public Buffer write(EmbedRequest request, String model, Dropped dropped) {
    request.dropPurpose(dropped);
    JsonOut out = new JsonOut().object().member("model", model).key("input").array();
    request.texts().forEach(out::text);
    out.endArray();
    if (request.dimensions() > 0) {
      out.member("dimensions", request.dimensions());
    }
    if (request.user() != null) {
      out.member("user", request.user());
    }
    String format = request.base64() ? "base64" : "float";
    return out.member("encoding_format", format).endObject().toBuffer();
  }

  @Override
  public EmbedAnswer answer(Buffer body) {
    FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    return in.document(Bytes.of(body), () -> answer(in));
  }

  private static EmbedAnswer answer(FieldReader in) {
    Map<Long, Vector> vectors = new TreeMap<>();
    long tokens = -1;
    while (in.member()) {
      if (in.on(DATA)) {
        data(in, vectors);
      } else if (in.on(USAGE) && in.isObject()) {
        tokens = in.count("usage", TOKENS);
      } else {
        in.skip();
      }
    }
    in.end();
    if (vectors.isEmpty()) {
      throw in.wrong("data", "must be given");
    }
    return new EmbedAnswer(List.copyOf(vectors.values()), tokens);
  }

  private static void data(FieldReader in, Map<Long, Vector> vectors) {
    if (in.array("data")) {
      while (in.item()) {
        long index = vectors.size();
        Vector vector = null;
        if (in.object("data")) {
          while (in.member()) {
            if (in.on(INDEX)) {
              index = in.count();
            } else if (in.on(EMBEDDING)) {
              vector = vector(in);
            } else {
              in.skip();
            }
          }
        }
        vectors.put(index, in.given(vector, "data.embedding"));
      }
    }
  }

  private static @Nullable Vector vector(FieldReader in) {
    if (in.isText()) {
      return new Vector.Letters(in.given(in.text("data.embedding"), "data.embedding"));
    }
    Json json = in.json();
    return json == null ? null : new Vector.Numbers(json);
  }

  /** Usage that nobody told is left out: zeros would pass for real. */
  @Override
  public Buffer answer(EmbedAnswer answer, EmbedRequest request, String model) {
    JsonOut out = new JsonOut().object().member("object", "list").key("data").array();
    int index = 0;
    for (Vector vector : answer.vectors()) {
      out.object().member("object", "embedding").member("index", index++).key("embedding");
      vector.write(out, request.base64());
      out.endObject();
    }
    out.endArray().member("model", model);
    if (answer.tokens() >= 0) {
      out.key("usage").object().member("prompt_tokens", answer.tokens());
      out.member("total_tokens", answer.tokens()).endObject();
    }
    return out.endObject().toBuffer();
  }

  @Override
  public Buffer failure(Failure failure) {
    return ChatErrors.body(failure);
  }

  /** The failure of an answer that holds another number of vectors than was asked for. */
  public static FailureException odd() {
    return new FailureException(
        new Failure.Garbled("The provider's answer holds too few or too many vectors."));
  }
}
