package dev.sluice.wire.surface;

import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.openai.ChatAnswer;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.openai.ChatRequest;
import dev.sluice.wire.openai.ChatStream;
import dev.sluice.wire.openai.EventPass;
import dev.sluice.wire.openai.PlainAnswer;
import dev.sluice.wire.openai.TextStream;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** OpenAI's chats, and its other endpoints whose requests are JSON. */
public final class OpenAiSurface implements Surface {
  private static final String BASE = "/v1";
  private static final String NEWER_RERANK = "/v2" + Endpoint.RERANK.path();
  private static final Buffer HEARTBEAT = Buffer.buffer(": keep-alive\n\n");

  private final Map<String, Operation> operations = new HashMap<>();

  OpenAiSurface() {
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint.way() == Endpoint.Way.ROUTED) {
        operations.put(BASE + endpoint.path(), Operation.of(this, endpoint));
      }
    }
    operations.put(NEWER_RERANK, Operation.of(this, Endpoint.RERANK));
  }

  @Override
  public Dialect dialect() {
    return Dialect.OPENAI_CHAT;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.copyOf(operations);
  }

  @Override
  public boolean owns(String path) {
    return operations.containsKey(path);
  }

  @Override
  public ChatEnvelope envelope(
      Operation operation, Buffer body, Function<String, @Nullable String> headers) {
    return ChatEnvelope.scan(body, operation.endpoint());
  }

  @Override
  public Buffer prepare(
      Endpoint endpoint, Buffer body, ChatEnvelope envelope, String upstreamModel) {
    // The other streams tell their usage unasked.
    boolean askUsage = envelope.stream() && !endpoint.streamsAtWill();
    return ChatRequest.prepare(body, envelope, upstreamModel, askUsage);
  }

  @Override
  public AnswerStream stream(Endpoint endpoint, StreamTerms terms) {
    if (endpoint.streamsAtWill()) {
      return new EventPass(terms.maxFrame());
    }
    ChatStream.Options options = options(terms);
    return endpoint == Endpoint.CHAT ? new ChatStream(options) : new TextStream(options);
  }

  /** The terms in the words of a chat's stream. */
  public static ChatStream.Options options(StreamTerms terms) {
    return new ChatStream.Options(
        terms.publicModel(),
        terms.usageWanted(),
        terms.maxFrame(),
        "chatcmpl-" + terms.requestId(),
        terms.created(),
        terms.choices());
  }

  @Override
  public WholeAnswer answer(Endpoint endpoint, Buffer body, @Nullable String publicModel) {
    return switch (endpoint) {
      case CHAT -> {
        ChatAnswer answer = ChatAnswer.read(body, publicModel);
        yield new WholeAnswer(answer.body(), answer.usage());
      }
      case COMPLETIONS,
          EMBEDDINGS,
          MODERATIONS,
          IMAGES,
          IMAGE_EDITS,
          IMAGE_VARIATIONS,
          TRANSCRIPTIONS,
          TRANSLATIONS,
          RERANK -> {
        PlainAnswer answer = PlainAnswer.read(body, publicModel);
        yield new WholeAnswer(answer.body(), answer.usage());
      }
      case SPEECH -> new WholeAnswer(sound(body), null);
      case FILES, UPLOADS, BATCHES, FINE_TUNING, PASSTHROUGH, REALTIME ->
          throw new IllegalStateException(endpoint + " is not routed");
    };
  }

  private static Buffer sound(Buffer whole) {
    if (whole.length() == 0) {
      throw new FailureException(new Failure.Garbled("The provider's answer is empty."));
    }
    return whole;
  }

  @Override
  public Buffer counted(int tokens) {
    return Buffer.buffer("{\"prompt_tokens\":" + tokens + "}");
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

  @Override
  public Buffer failureEvent(Failure failure, String requestId) {
    return Rendering.told(failure).event();
  }
}
