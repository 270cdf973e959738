package dev.sluice.cli.fleet;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * A reverse proxy over the nodes of one machine, in turns, for trying out a fleet: one event loop,
 * plain HTTP/1.1, no limits. A node that does not say that it is ready gets nothing new.
 */
public final class Balancer extends VerticleBase {
  private static final long LOOK_MILLIS = 200;
  private static final long LOOK_PATIENCE_MILLIS = 1_000;

  /** Every exchange of HTTP/1.1 holds a connection for as long as it lasts. */
  private static final int CONNECTIONS = 10_000;

  /** Below the 75 s after which a node closes a connection that is not used. */
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final String host;
  private final int port;
  private final String readyPath;
  private final List<Backend> nodes;
  private final IntConsumer opened;

  /**
   * A balancer.
   *
   * @param host to listen on
   * @param port to listen on; 0 lets the system choose
   * @param prefix of all paths of the nodes, may be empty
   * @param opened is told the port
   */
  public Balancer(String host, int port, String prefix, List<Backend> nodes, IntConsumer opened) {
    this.host = host;
    this.port = port;
    this.readyPath = prefix + "/ready";
    this.nodes = List.copyOf(nodes);
    this.opened = opened;
  }

  /** Completes when it listens; fails when the port is taken. */
  @Override
  public Future<?> start() {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(1_000)
                .setTcpNoDelay(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(64 << 10),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(0));
    Turns turns = new Turns(nodes);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setTcpNoDelay(true)
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(false)
            .setMaxHeaderSize(64 << 10)
            .setMaxInitialLineLength(16 << 10);
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> new Forward(client, turns, request).start())
        .listen()
        .onSuccess(server -> {
          opened.accept(server.actualPort());
          look(client);
        });
  }

  private void look(HttpClient client) {
    nodes.forEach(node -> ask(client, node));
    long timer = vertx.setTimer(LOOK_MILLIS, _ -> look(client));
    assert timer >= 0;
  }

  private void ask(HttpClient client, Backend node) {
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(node.port())
            .setMethod(HttpMethod.GET)
            .setURI(readyPath);
    client
        .request(options)
        .compose(request -> request.send())
        .compose(answer -> answer.body().map(_ -> answer.statusCode()))
        .timeout(LOOK_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .onComplete(status -> node.ready(status == 200), _ -> node.ready(false));
  }
}
