package dev.sluice.wire.surface;

import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.Splice;
import dev.sluice.wire.anthropic.MessagesAnswer;
import dev.sluice.wire.anthropic.MessagesEnvelope;
import dev.sluice.wire.anthropic.MessagesFailure;
import dev.sluice.wire.anthropic.MessagesStream;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages. */
public final class AnthropicSurface implements Surface {
  private static final String MESSAGES = "/v1/messages";
  private static final String COUNT = MESSAGES + "/count_tokens";
  private static final String VERSION = "anthropic-version";
  private static final String BETA = "anthropic-beta";
  private static final Set<String> VERSIONS = Set.of("2023-06-01", "2026-10-21");

  /** Its own code for too many requests at the provider, or at the house. */
  private static final int OVERLOADED = 529;

  private static final int UNPAID = 402;
  private static final Buffer PING = Buffer.buffer("event: ping\ndata: {\"type\":\"ping\"}\n\n");
  private static final Buffer COMMENT = Buffer.buffer(": keep-alive\n\n");

  private final Map<String, Operation> operations =
      Map.of(MESSAGES, Operation.of(this, Endpoint.CHAT), COUNT, Operation.count(this));

  @Override
  public Dialect dialect() {
    return Dialect.ANTHROPIC_MESSAGES;
  }

  @Override
  public Map<String, Operation> operations() {
    return operations;
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith(MESSAGES);
  }

  @Override
  public ChatEnvelope envelope(
      Operation operation, Buffer body, Function<String, @Nullable String> headers) {
    version(headers.apply(VERSION));
    return MessagesEnvelope.scan(body, operation.counting());
  }

  private static void version(@Nullable String said) {
    if (said == null) {
      throw bad("The header anthropic-version is missing: give 2023-06-01.");
    }
    if (!VERSIONS.contains(said.strip())) {
      throw bad("The header anthropic-version must be 2023-06-01 or 2026-10-21.");
    }
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message, VERSION, null));
  }

  @Override
  public Map<String, String> hints(Function<String, @Nullable String> headers) {
    String beta = headers.apply(BETA);
    return beta == null ? Map.of() : Map.of(BETA, beta);
  }

  @Override
  public Buffer prepare(
      Endpoint endpoint, Buffer body, ChatEnvelope envelope, String upstreamModel) {
    if (upstreamModel.equals(envelope.model())) {
      return body;
    }
    Splice splice = Splice.sent(body);
    splice.replace(envelope.modelFrom(), envelope.modelTo(), JsonText.encode(upstreamModel));
    return splice.end();
  }

  @Override
  public AnswerStream stream(Endpoint endpoint, StreamTerms terms) {
    return new MessagesStream(terms.publicModel(), terms.maxFrame(), terms.promptTokens());
  }

  @Override
  public WholeAnswer answer(Endpoint endpoint, Buffer body, @Nullable String publicModel) {
    MessagesAnswer answer = MessagesAnswer.read(body, publicModel);
    return new WholeAnswer(answer.body(), answer.usage());
  }

  @Override
  public Buffer counted(int tokens) {
    return Buffer.buffer("{\"input_tokens\":" + tokens + "}");
  }

  /** Before the first event a comment: what comes first has to be the message's start. */
  @Override
  public Buffer heartbeat(boolean begun) {
    return begun ? PING : COMMENT;
  }

  @Override
  public String idHeader() {
    return "request-id";
  }

  @Override
  public int status(Failure failure) {
    return switch (MessagesFailure.type(failure)) {
      case "overloaded_error" -> OVERLOADED;
      case "billing_error" -> UNPAID;
      default -> Rendering.of(failure).status();
    };
  }

  @Override
  public Buffer failure(Failure failure, String requestId) {
    return MessagesFailure.body(failure, requestId);
  }

  @Override
  public Buffer failureEvent(Failure failure, String requestId) {
    return MessagesFailure.event(failure, requestId);
  }
}
