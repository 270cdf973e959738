package dev.sluice.wire.surface;

import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.embedding.GeminiEmbeddings;
import dev.sluice.wire.gemini.GeminiAnswer;
import dev.sluice.wire.gemini.GeminiEnvelope;
import dev.sluice.wire.gemini.GeminiFailure;
import dev.sluice.wire.gemini.GeminiStream;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Google's Gemini, by the paths of AI Studio and of Vertex. */
public final class GeminiSurface implements Surface {
  private static final Pattern PATH =
      Pattern.compile(
          "/v1(?:beta1?)?/(?:projects/[^/]+/locations/[^/]+/)?(?:publishers/google/)?"
              + "models/(.+):([A-Za-z]+)");
  private static final List<String> METHODS =
      List.of(
          "generateContent",
          "streamGenerateContent",
          "countTokens",
          "embedContent",
          "batchEmbedContents");
  private static final Buffer COMMENT = Buffer.buffer(": keep-alive\r\n\r\n");

  @Override
  public Dialect dialect() {
    return Dialect.GEMINI;
  }

  /** None: every path names a model. */
  @Override
  public Map<String, Operation> operations() {
    return Map.of();
  }

  @Override
  public Map<String, Operation> naming() {
    Map<String, Operation> paths = new LinkedHashMap<>();
    for (String method : METHODS) {
      String path = "/v1beta/models/{model}:" + method;
      paths.put(path, Objects.requireNonNull(find(path)));
    }
    return paths;
  }

  @Override
  public @Nullable Operation find(String path) {
    if (path.indexOf(':') < 0) {
      return null;
    }
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return null;
    }
    String model = decoded(matcher.group(1));
    return switch (matcher.group(2)) {
      case "generateContent" -> new Operation(this, Endpoint.CHAT, model, false, false);
      case "streamGenerateContent" -> new Operation(this, Endpoint.CHAT, model, true, false);
      case "countTokens" -> new Operation(this, Endpoint.CHAT, model, false, true);
      case "embedContent", "batchEmbedContents" ->
          new Operation(this, Endpoint.EMBEDDINGS, model, false, false);
      default -> null;
    };
  }

  /** The text of a path's piece; the piece itself when it is badly encoded. */
  private static String decoded(String piece) {
    try {
      // A plus sign is itself in a path.
      return URLDecoder.decode(piece.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return piece;
    }
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith("/v1beta") || path.startsWith("/v1/projects/");
  }

  @Override
  public ChatEnvelope envelope(
      Operation operation, Buffer body, Function<String, @Nullable String> headers) {
    String model = Objects.requireNonNull(operation.model());
    return GeminiEnvelope.scan(body, model, operation.stream());
  }

  /** The path names the model, the body does not. */
  @Override
  public Buffer prepare(
      Endpoint endpoint, Buffer body, ChatEnvelope envelope, String upstreamModel) {
    return body;
  }

  @Override
  public AnswerStream stream(Endpoint endpoint, StreamTerms terms) {
    return new GeminiStream(terms.publicModel(), terms.maxFrame());
  }

  @Override
  public @Nullable StreamForm form(@Nullable String query) {
    boolean events = query != null && query.matches("(.*&)?alt=sse(&.*)?");
    return events ? null : new ArrayForm();
  }

  @Override
  public WholeAnswer answer(Endpoint endpoint, Buffer body, @Nullable String publicModel) {
    if (endpoint == Endpoint.EMBEDDINGS) {
      long tokens = GeminiEmbeddings.checked(body);
      return new WholeAnswer(body, tokens < 0 ? null : Usage.of(tokens, 0));
    }
    GeminiAnswer answer = GeminiAnswer.read(body, publicModel);
    return new WholeAnswer(answer.body(), answer.usage());
  }

  @Override
  public Buffer counted(int tokens) {
    return Buffer.buffer("{\"totalTokens\":" + tokens + "}");
  }

  @Override
  public Buffer heartbeat(boolean begun) {
    return COMMENT;
  }

  @Override
  public int status(Failure failure) {
    return GeminiFailure.status(failure);
  }

  @Override
  public Buffer failure(Failure failure, String requestId) {
    return GeminiFailure.body(failure);
  }

  @Override
  public Buffer failureEvent(Failure failure, String requestId) {
    return GeminiFailure.event(failure);
  }
}
