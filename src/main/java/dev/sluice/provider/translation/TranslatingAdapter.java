package dev.sluice.provider.translation;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Passage;
import dev.sluice.bus.Reply;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Layer;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.ProviderDialect;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider behind clients of any dialect. Those that speak its own are passed on untouched; what
 * others say, and what they are answered, is translated here.
 */
public final class TranslatingAdapter implements Layer {
  private static final int NOT_FOUND = 404;

  private final Context context;
  private final Dialect own;
  private final ProviderDialect provider;
  private final Map<Dialect, ClientDialect> clients;
  private final Bounds bounds;
  private final Adapter connection;
  private final @Nullable MediaFetcher fetcher;

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
    Fetching media = bounds.media();
    this.fetcher =
        provider.bytesOnly() && media != null && media.config().enabled()
            ? new MediaFetcher(vertx, media)
            : null;
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
    } else {
      Translation translation = new Translation(attempt, client, provider, bounds);
      new TranslatedCall(this, attempt, translation, reply).start();
    }
  }

  private static Failure unable(Endpoint endpoint) {
    return new Failure.Rejected(
        NOT_FOUND,
        "The provider of this target does not serve "
            + endpoint.id()
            + " here: give the model a target at another one.",
        "invalid_request_error",
        "unsupported_endpoint",
        null);
  }

  Context context() {
    return context;
  }

  Dialect own() {
    return own;
  }

  Adapter connection() {
    return connection;
  }

  /** Fetches media, null where the provider is not sent any. */
  @Nullable MediaFetcher fetcher() {
    return fetcher;
  }

  @Override
  public void pass(Passage passage, Consumer<Reply> reply) {
    connection.pass(passage, reply);
  }

  @Override
  public Adapter inner() {
    return connection;
  }

  @Override
  public Future<Void> close() {
    Future<Void> closed = connection.close();
    return fetcher == null ? closed : closed.eventually(fetcher::close);
  }
}
