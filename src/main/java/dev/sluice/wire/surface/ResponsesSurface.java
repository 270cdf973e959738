package dev.sluice.wire.surface;

import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.openai.ChatRequest;
import dev.sluice.wire.openai.ResponsesEnvelope;
import dev.sluice.wire.openai.responses.ResponsesAnswer;
import dev.sluice.wire.openai.responses.ResponsesBreak;
import dev.sluice.wire.openai.responses.ResponsesStream;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** OpenAI's responses, of which nothing is stored. Azure's clients have paths of their own. */
public final class ResponsesSurface implements Surface {
  private static final String BASE = "/v1/responses";
  private static final String COUNT = "/input_tokens";
  private static final String COMPACT = "compact";
  private static final String INVALID = "invalid_request_error";
  private static final int NOT_FOUND = 404;
  private static final int SHOWN = 80;
  private static final Buffer HEARTBEAT = Buffer.buffer(": keep-alive\n\n");

  private final Map<String, Operation> operations =
      Map.of(BASE, Operation.of(this, Endpoint.CHAT), BASE + COUNT, Operation.count(this));

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI_RESPONSES;
  }

  @Override
  public Map<String, Operation> operations() {
    return operations;
  }

  @Override
  public boolean owns(String path) {
    return below(path) != null;
  }

  /** What a path has behind the base, empty for the base itself, null for another path. */
  private static @Nullable String below(String path) {
    return path.startsWith(BASE)
            && (path.length() == BASE.length() || path.charAt(BASE.length()) == '/')
        ? path.substring(BASE.length())
        : null;
  }

  @Override
  public @Nullable Failure missing(String path) {
    String below = below(path);
    if (below == null || below.length() < 2) {
      return null;
    }
    int end = below.indexOf('/', 1);
    String id = below.substring(1, end < 0 ? below.length() : end);
    if (id.equals(COMPACT)) {
      return new Failure.Rejected(
          NOT_FOUND,
          "Conversations are not compacted here: send what is to be kept of them as `input`.",
          INVALID,
          "unsupported_endpoint",
          null);
    }
    return new Failure.Rejected(
        NOT_FOUND,
        "Response with id '" + shown(id) + "' not found: responses are not stored here.",
        INVALID,
        "response_not_found",
        "response_id");
  }

  private static String shown(String id) {
    return id.substring(0, Math.min(SHOWN, id.length()));
  }

  @Override
  public ChatEnvelope envelope(
      Operation operation, Buffer body, Function<String, @Nullable String> headers) {
    return ResponsesEnvelope.scan(body);
  }

  @Override
  public Buffer prepare(
      Endpoint endpoint, Buffer body, ChatEnvelope envelope, String upstreamModel) {
    return ChatRequest.prepare(body, envelope, upstreamModel, false);
  }

  @Override
  public AnswerStream stream(Endpoint endpoint, StreamTerms terms) {
    return new ResponsesStream(
        new ResponsesStream.Options(
            terms.publicModel(),
            terms.maxFrame(),
            id(terms.requestId()),
            terms.created(),
            Rendering::told));
  }

  @Override
  public WholeAnswer answer(Endpoint endpoint, Buffer body, @Nullable String publicModel) {
    ResponsesAnswer answer = ResponsesAnswer.read(body, publicModel);
    return new WholeAnswer(answer.body(), answer.usage());
  }

  @Override
  public Buffer counted(int tokens) {
    return Buffer.buffer("{\"object\":\"response.input_tokens\",\"input_tokens\":" + tokens + "}");
  }

  @Override
  public Buffer heartbeat(boolean begun) {
    return HEARTBEAT;
  }

  @Override
  public int status(Failure failure) {
    return Rendering.of(failure).status();
  }

  @Override
  public Buffer failure(Failure failure, String requestId) {
    return Rendering.told(failure).body();
  }

  /** The events of a stream of which nothing was told: one that was begun has its own. */
  @Override
  public Buffer failureEvent(Failure failure, String requestId) {
    return ResponsesBreak.unbegun(Rendering.told(failure), id(requestId), 0);
  }

  private static String id(String requestId) {
    return "resp_" + requestId;
  }
}
