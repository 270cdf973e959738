package dev.sluice.cli.fleet;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.HashSet;
import java.util.Set;

/**
 * One request on its way through the balancer. Another node is tried as long as none has taken a
 * connection; once one has, what it does is the answer. Both bodies stream, and whoever is slow
 * slows the other side down.
 */
final class Forward {
  private static final String NOBODY =
      """
      {"error": {"message": "No node of the fleet is ready.", "type": "server_error", \
      "param": null, "code": "no_node_ready"}}\
      """;
  private static final String BROKEN =
      """
      {"error": {"message": "The node that had the request is gone.", "type": "server_error", \
      "param": null, "code": "node_lost"}}\
      """;

  private final HttpClient client;
  private final Turns turns;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Set<Backend> tried = new HashSet<>();
  private boolean left;

  Forward(HttpClient client, Turns turns, HttpServerRequest request) {
    this.client = client;
    this.turns = turns;
    this.request = request;
    this.response = request.response();
  }

  /** Begins; nothing of the body is read before a node has taken a connection. */
  void start() {
    request.pause();
    response.closeHandler(_ -> left = true);
    response.exceptionHandler(_ -> left = true);
    next();
  }

  private void next() {
    Backend node = turns.next(tried);
    if (node == null) {
      refuse(503, NOBODY);
      return;
    }
    tried.add(node);
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(node.port())
            .setMethod(request.method())
            .setURI(request.uri());
    client
        .request(options)
        .onComplete(
            this::send,
            _ -> {
              node.ready(false);
              next();
            });
  }

  private void send(HttpClientRequest out) {
    if (left) {
      ignore(out.reset());
      return;
    }
    response.closeHandler(_ -> ignore(out.reset()));
    response.exceptionHandler(_ -> ignore(out.reset()));
    HopHeaders.pass(request.headers(), out.headers());
    out.putHeader("x-forwarded-for", request.remoteAddress().host());
    Future<HttpClientResponse> sent = hasBody() ? out.send(request) : sendHead(out);
    sent.onComplete(this::answer, _ -> refuse(502, BROKEN));
  }

  private Future<HttpClientResponse> sendHead(HttpClientRequest out) {
    request.resume();
    return out.send();
  }

  private boolean hasBody() {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private void answer(HttpClientResponse answer) {
    response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
    HopHeaders.pass(answer.headers(), response.headers());
    if (!answer.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      response.setChunked(true);
    }
    // An answer that broke off must not look like one that ended.
    answer.pipe().endOnFailure(false).to(response).onFailure(_ -> ignore(response.reset()));
  }

  private void refuse(int status, String body) {
    if (left || response.headWritten() || response.closed()) {
      return;
    }
    // What of the request is still to come has no reader: the connection cannot be used again.
    request.resume();
    ignore(
        response
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CONNECTION, "close")
            .putHeader("retry-after", "1")
            .end(body));
  }

  /** The other side may be gone by now, and then nobody is to be told. */
  @SuppressWarnings("UnusedVariable")
  private static void ignore(Future<Void> future) {}
}
