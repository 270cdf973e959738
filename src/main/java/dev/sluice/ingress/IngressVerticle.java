package dev.sluice.ingress;

import dev.sluice.config.LimitsConfig;
import dev.sluice.config.ServerConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.TlsConfig;
import dev.sluice.model.Failure;
import dev.sluice.pipeline.Lane;
import dev.sluice.pipeline.Watchdog;
import dev.sluice.stats.decisions.DecisionSink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The door of one lane: HTTP in, bytes out. */
public final class IngressVerticle extends VerticleBase {
  /** Kept from the time for draining, to tell what is still open why it ends. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  /** All lanes share the port that the system chooses; 0 would be a port for each. */
  private static final int ANY_PORT = -1;

  private final Node node;
  private final SluiceConfig config;
  private final IntConsumer bound;
  private final RequestIds ids = new RequestIds(new SplittableRandom());
  private @Nullable HttpServer server;
  private @Nullable Lane lane;

  /**
   * A door that is still closed.
   *
   * @param bound told the port when it is open
   */
  public IngressVerticle(Node node, SluiceConfig config, IntConsumer bound) {
    this.node = node;
    this.config = config;
    this.bound = bound;
  }

  @Override
  public Future<?> start() {
    Lane own = node.laneOf().lane(node.lanes().of(context), vertx);
    lane = own;
    vertx.setPeriodic(Watchdog.TICK_MILLIS, _ -> tick(own));
    Connections connections = new Connections(own, node.connections());
    BodyMemory memory = new BodyMemory(node.memory().apply(own.number()), node.disk());
    DecisionSink decisions = node.decisions().apply(own.number());
    Desk desk = new Desk(own, memory, node.pages());
    Door door =
        new Door(
            own,
            new Pages(vertx, node),
            desk,
            new PassDesk(own, node.providers()),
            connections,
            memory,
            decisions,
            node.readiness());
    HttpServer opened =
        vertx
            .createHttpServer(options())
            .connectionHandler(connections::opened)
            .invalidRequestHandler(this::refuse)
            .requestHandler(door);
    server = opened;
    return opened
        .listen()
        .onSuccess(listening -> bound.accept(listening.actualPort()))
        .recover(cause -> Future.failedFuture(new IllegalStateException(deaf(cause), cause)));
  }

  private String deaf(Throwable cause) {
    ServerConfig at = config.server();
    return "cannot listen on " + at.host() + ":" + at.port() + ": " + cause.getMessage();
  }

  private static void tick(Lane lane) {
    lane.watchdog().tick();
    lane.places().expire(lane.nanos().getAsLong());
    lane.stats().waiting(lane.places().waiting());
  }

  private HttpServerOptions options() {
    ServerConfig at = config.server();
    LimitsConfig limits = config.limits();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(at.host())
            .setPort(at.port() == 0 ? ANY_PORT : at.port())
            .setTcpNoDelay(true)
            .setStrictThreadMode(true)
            .setMaxWebSocketFrameSize(limits.frame())
            .setMaxWebSocketMessageSize(limits.frame())
            .setWebSocketSubProtocols(List.of(RealtimeCall.SUBPROTOCOL))
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setMaxHeaderSize(limits.headers())
            .setMaxInitialLineLength(limits.url())
            .setHandle100ContinueAutomatically(false)
            .setAcceptBacklog(4096)
            // Until its first head is complete nobody else watches a connection; see Connections.
            // Nothing is written before, so this bound holds however slowly bytes drip in.
            .setWriteIdleTimeout((int) limits.headersTime().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    TlsConfig tls = at.tls();
    if (tls != null) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
          .setKeyCertOptions(
              new PemKeyCertOptions().setCertPath(tls.certificate()).setKeyPath(tls.key()));
    }
    return options;
  }

  private void refuse(HttpServerRequest request) {
    Headers.fail(
        request.response().putHeader(Headers.REQUEST_ID, ids.of(null)),
        new Failure.BadRequest("The HTTP request head is malformed or too large.", null, null));
    Sent.ignore(request.connection().close());
  }

  @Override
  public Future<?> stop() {
    HttpServer open = server;
    Lane own = lane;
    if (open == null || own == null) {
      return Future.succeededFuture();
    }
    own.places().close();
    long bound = config.server().drain().toMillis();
    vertx.setTimer(
        Math.max(1, bound - LAST_WORDS.toMillis()),
        _ ->
            own.watchdog()
                .stopAll(
                    new Failure.Draining(
                        "The gateway is stopping; the request was ended, send it again.")));
    return open.shutdown(Math.max(1, bound), TimeUnit.MILLISECONDS);
  }
}
