package dev.sluice.health;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Where probes arrive. */
final class ProbedServer {
  private ProbedServer() {}

  /** Opens one on loopback; its port. */
  static int open(Vertx vertx, Handler<HttpServerRequest> handler) {
    return vertx
        .createHttpServer()
        .requestHandler(handler)
        .listen(0, "127.0.0.1")
        .await()
        .actualPort();
  }
}
