package dev.sluice.e2e;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A provider that speaks HTTP in good manners, whatever the framing of a request. */
final class HttpProvider implements AutoCloseable {
  /** A request that has arrived whole. */
  record Seen(String method, String uri, MultiMap headers, Buffer body) {
    String header(String name) {
      return headers.get(name);
    }

    String text() {
      return body.toString();
    }
  }

  private final HttpServer server;
  private final List<Seen> requests = new CopyOnWriteArrayList<>();

  /** Answers each request when it is whole. */
  HttpProvider(BiConsumer<Seen, HttpServerResponse> script) {
    this(
        (provider, request) ->
            request
                .body()
                .onSuccess(body -> {
                  Seen seen =
                      new Seen(request.method().name(), request.uri(), request.headers(), body);
                  provider.requests.add(seen);
                  script.accept(seen, request.response());
                }),
        _ -> {});
  }

  private HttpProvider(
      BiConsumer<HttpProvider, HttpServerRequest> requests, Consumer<ServerWebSocket> sockets) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxWebSocketFrameSize(1 << 24)
            .setMaxWebSocketMessageSize(1 << 24)
            .setWebSocketSubProtocols(List.of("realtime"));
    HttpServer made = ScriptedProvider.VERTX.createHttpServer(options);
    this.server =
        Await.result(
            made.requestHandler(
                    request -> {
                      request.exceptionHandler(_ -> {});
                      if (request.canUpgradeToWebSocket()) {
                        this.requests.add(
                            new Seen(
                                request.method().name(),
                                request.uri(),
                                request.headers(),
                                Buffer.buffer()));
                        request.toWebSocket().onSuccess(sockets::accept);
                      } else {
                        requests.accept(this, request);
                      }
                    })
                .listen(0, "127.0.0.1"));
  }

  /** Hands each request over as soon as its head is there. */
  static HttpProvider early(Consumer<HttpServerRequest> script) {
    return new HttpProvider((_, request) -> script.accept(request), _ -> {});
  }

  /** Takes WebSockets. */
  static HttpProvider sockets(Consumer<ServerWebSocket> script) {
    return new HttpProvider((_, request) -> request.response().setStatusCode(404).end(), script);
  }

  /** Answers all requests so. */
  static HttpProvider answers(int status, String type, String body) {
    return new HttpProvider(
        (_, response) -> response.setStatusCode(status).putHeader("content-type", type).end(body));
  }

  int port() {
    return server.actualPort();
  }

  List<Seen> requests() {
    return requests;
  }

  Seen last() {
    return requests.getLast();
  }

  @Override
  public void close() {
    Await.result(server.close());
  }
}
