package dev.sluice.provider.anthropic;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.config.AnthropicConfig;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Manners;
import dev.sluice.wire.anthropic.MessagesFailure;
import dev.sluice.wire.anthropic.MessagesRequestWriter.Written;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A provider that speaks Anthropic's API. Requests and answers are translated here, at the edge:
 * the rest of the lane speaks OpenAI's dialect.
 */
public final class AnthropicAdapter implements Adapter {
  /** Longest request that is translated on the event loop, in bytes; images make longer ones. */
  private static final int AT_ONCE = 256 * 1024;

  private static final int NOT_FOUND = 404;

  private final Context context;
  private final Adapter connection;
  private final String version;
  private final Bounds bounds;

  /**
   * How much is taken of an answer.
   *
   * @param frame longest event of a stream, in bytes
   * @param answer longest whole answer, in bytes
   */
  public record Bounds(int frame, int answer) {}

  /**
   * An adapter for the lane whose context is current.
   *
   * @param connections opens the connection to a provider with these manners
   */
  public AnthropicAdapter(
      Vertx vertx, AnthropicConfig config, Bounds bounds, Function<Manners, Adapter> connections) {
    this.context = vertx.getOrCreateContext();
    this.version = config.version();
    this.bounds = bounds;
    this.connection = connections.apply(manners(config));
  }

  private static Manners manners(AnthropicConfig config) {
    return new Manners(
        _ -> config.path(),
        config.bearer() ? "authorization" : "x-api-key",
        config.bearer(),
        Map.of("anthropic-version", config.version()),
        MessagesFailure::of);
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    if (attempt.endpoint() != Endpoint.CHAT) {
      reply.accept(new Reply.Failed(unable(attempt.endpoint())));
      return;
    }
    Translation translation = new Translation(attempt, version, bounds);
    if (attempt.body().length() <= AT_ONCE) {
      try {
        send(attempt, translation, translation.request(), reply);
      } catch (FailureException e) {
        reply.accept(new Reply.Failed(e.failure()));
      }
      return;
    }
    Callable<Written> work = translation::request;
    context
        .owner()
        .executeBlocking(work, false)
        .onComplete((written, cause) -> {
          if (written == null) {
            reply.accept(new Reply.Failed(failure(cause)));
          } else {
            send(attempt, translation, written, reply);
          }
        });
  }

  private static Failure unable(Endpoint endpoint) {
    return new Failure.Rejected(
        NOT_FOUND,
        "A provider of type 'anthropic' serves chats only, not "
            + endpoint.id()
            + ": give the model a target at another one.",
        "invalid_request_error",
        "unsupported_endpoint",
        null);
  }

  private void send(
      Attempt attempt, Translation translation, Written written, Consumer<Reply> reply) {
    Attempt sent =
        new Attempt(
            attempt.endpoint(),
            attempt.target(),
            attempt.upstreamModel(),
            written.body(),
            attempt.stream(),
            attempt.requestId(),
            attempt.authorization(),
            attempt.cancellation());
    connection.perform(sent, came -> reply.accept(translation.reply(came, written.back())));
  }

  private static Failure failure(@Nullable Throwable cause) {
    return cause instanceof FailureException known
        ? known.failure()
        : new Failure.Internal("The request could not be translated.");
  }

  @Override
  public Future<Void> close() {
    return connection.close();
  }
}
