package dev.sluice.provider.translation;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Passage;
import dev.sluice.bus.Reply;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Adapter;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.ProviderDialect;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider behind clients of any dialect. Those that speak its own are passed on untouched; what
 * others say, and what they are answered, is translated here.
 */
public final class TranslatingAdapter implements Adapter {
  /** Longest request that is translated on the event loop, in bytes; images make longer ones. */
  private static final int AT_ONCE = 256 * 1024;

  private static final int NOT_FOUND = 404;

  private final Context context;
  private final Dialect own;
  private final ProviderDialect provider;
  private final Map<Dialect, ClientDialect> clients;
  private final Bounds bounds;
  private final Adapter connection;

  /**
   * An adapter for the lane whose context is current.
   *
   * @param own the dialect of the provider's chats
   * @param clients the dialects that can be translated
   * @param connection where the provider is reached, in its own dialect
   */
  public TranslatingAdapter(
      Vertx vertx,
      Dialect own,
      ProviderDialect provider,
      Map<Dialect, ClientDialect> clients,
      Bounds bounds,
      Adapter connection) {
    this.context = vertx.getOrCreateContext();
    this.own = own;
    this.provider = provider;
    this.clients = Map.copyOf(clients);
    this.bounds = bounds;
    this.connection = connection;
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    if (attempt.spoken() == own) {
      connection.perform(attempt, reply);
      return;
    }
    ClientDialect client = clients.get(attempt.spoken());
    if (attempt.endpoint() != Endpoint.CHAT || client == null) {
      reply.accept(new Reply.Failed(unable(attempt.endpoint())));
      return;
    }
    Translation translation = new Translation(attempt, client, provider, bounds);
    if (attempt.body().length() <= AT_ONCE) {
      try {
        send(attempt, translation, translation.request(), reply);
      } catch (FailureException e) {
        reply.accept(new Reply.Failed(e.failure()));
      }
      return;
    }
    Callable<Buffer> work = translation::request;
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
        "The provider of this target serves chats only, not "
            + endpoint.id()
            + ": give the model a target at another one.",
        "invalid_request_error",
        "unsupported_endpoint",
        null);
  }

  private void send(
      Attempt attempt, Translation translation, Buffer written, Consumer<Reply> reply) {
    connection.perform(
        attempt.translated(own, written), came -> reply.accept(translation.reply(came)));
  }

  private static Failure failure(@Nullable Throwable cause) {
    return cause instanceof FailureException known
        ? known.failure()
        : new Failure.Internal("The request could not be translated.");
  }

  @Override
  public void pass(Passage passage, Consumer<Reply> reply) {
    connection.pass(passage, reply);
  }

  @Override
  public Future<Void> close() {
    return connection.close();
  }
}
