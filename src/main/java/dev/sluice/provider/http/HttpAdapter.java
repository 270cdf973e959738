package dev.sluice.provider.http;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Dial;
import dev.sluice.bus.Line;
import dev.sluice.bus.Passage;
import dev.sluice.bus.Reply;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Manners;
import dev.sluice.telemetry.LogKeys;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.WebSocketClient;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider that speaks OpenAI's API, over one HTTP client of the lane. */
public final class HttpAdapter implements Adapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpAdapter.class);

  private final Context context;
  private final Manners manners;
  private final HttpClientAgent client;
  private final Address address;
  private final Places places;
  private final KeyRing keys;
  private final KeyMeters meters;
  private final String name;
  private final boolean forwardAuthorization;
  private final int errorBody;
  private final ConnectionConfig config;
  private @Nullable WebSocketClient sockets;

  /**
   * An adapter for the lane whose context is current, whose keys nobody counts.
   *
   * @param errorBody how much of an error's body is read, in bytes
   */
  public HttpAdapter(Vertx vertx, ConnectionConfig config, int errorBody) {
    this(vertx, config, errorBody, new KeyMeters(List.of()));
  }

  /**
   * An adapter for the lane whose context is current.
   *
   * @param errorBody how much of an error's body is read, in bytes
   * @param meters where the states of its keys are counted
   */
  public HttpAdapter(Vertx vertx, ConnectionConfig config, int errorBody, KeyMeters meters) {
    this(vertx, config, errorBody, meters, Manners.OPENAI);
  }

  /**
   * As above, for a provider with manners of its own: what it is sent and answers is left as it is.
   */
  public HttpAdapter(
      Vertx vertx, ConnectionConfig config, int errorBody, KeyMeters meters, Manners manners) {
    this.context = vertx.getOrCreateContext();
    this.client = HttpClients.open(vertx, config);
    this.manners = manners;
    this.address = new Address(config, manners);
    this.places = new Places(config.pool());
    this.name = config.name();
    this.forwardAuthorization = config.forwardAuthorization();
    this.errorBody = errorBody;
    this.config = config;
    this.keys = new KeyRing(manners.credentials(config), System::nanoTime, this::setAside);
    this.meters = meters;
    meters.add(name, keys);
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    new HttpCall(this, attempt, reply).start();
  }

  @Override
  public void pass(Passage passage, Consumer<Reply> reply) {
    new HttpPassage(this, passage, reply).start();
  }

  @Override
  public void dial(Dial dial, Consumer<Line> reply) {
    new HttpLine(this, dial, reply).start();
  }

  @Override
  public Future<Void> close() {
    meters.remove(name, keys);
    Future<Void> hungUp = sockets == null ? Future.succeededFuture() : sockets.close();
    return hungUp.eventually(() -> client.close());
  }

  /** The client of WebSockets, which most providers never need. */
  WebSocketClient sockets() {
    WebSocketClient open = sockets;
    if (open == null) {
      open = HttpClients.openSockets(context.owner(), config);
      sockets = open;
    }
    return open;
  }

  private void setAside(ProviderKey key, Failure cause) {
    LOG.atWarn()
        .addKeyValue(LogKeys.PROVIDER, name)
        .addKeyValue(LogKeys.POSITION, key.position())
        .addKeyValue(LogKeys.CAUSE, cause.kind())
        .log("provider key set aside");
  }

  Context context() {
    return context;
  }

  HttpClientAgent client() {
    return client;
  }

  Address address() {
    return address;
  }

  Manners manners() {
    return manners;
  }

  Places places() {
    return places;
  }

  /** The provider's keys as this lane knows them. */
  KeyRing keys() {
    return keys;
  }

  /** The provider's name. */
  String name() {
    return name;
  }

  boolean forwardsAuthorization() {
    return forwardAuthorization;
  }

  /** How much of an error's body is read, in bytes. */
  int errorBody() {
    return errorBody;
  }
}
