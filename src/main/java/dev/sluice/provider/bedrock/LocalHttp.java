package dev.sluice.provider.bedrock;

import dev.sluice.provider.ClientName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks services beside the gateway, past any proxy. The lane's context closes its connections when
 * the lane is taken down.
 */
final class LocalHttp {
  private static final int CONNECT_MILLIS = 1000;

  /** From a request to the end of its answer. */
  private static final int ANSWER_MILLIS = 5000;

  private static final int MOST_BYTES = 64 * 1024;
  private static final int OK = 200;

  private final HttpClientAgent client;

  /** For the lane whose context is current. */
  LocalHttp(Vertx vertx) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setShared(true)
                .setName(ClientName.unique())
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAlive(false));
  }

  /** The body of an answer of status 200; fails for any other. */
  Future<Buffer> ask(HttpMethod method, URI uri, Map<String, String> headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(uri.toString())
            .setFollowRedirects(false)
            .setConnectTimeout(CONNECT_MILLIS)
            .setTimeout(ANSWER_MILLIS);
    headers.forEach(options::putHeader);
    return client.request(options).compose(LocalHttp::send);
  }

  private static Future<Buffer> send(HttpClientRequest request) {
    // A request that changes something says that it has no body.
    boolean get = HttpMethod.GET.equals(request.getMethod());
    return (get ? request.send() : request.send(Buffer.buffer()))
        .compose(LocalHttp::read)
        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(_ -> request.reset());
  }

  private static Future<Buffer> read(HttpClientResponse response) {
    // Nobody reads the rest of a refusal; without a handler the client logs that it was cut.
    response.exceptionHandler(_ -> {});
    if (response.statusCode() != OK) {
      return Future.failedFuture(
          new IllegalStateException("the lender answered with status " + response.statusCode()));
    }
    Buffer body = Buffer.buffer();
    response.handler(part -> {
      if (body.length() <= MOST_BYTES) {
        body.appendBuffer(part);
      }
    });
    return response
        .end()
        .compose(_ ->
            body.length() > MOST_BYTES
                ? Future.failedFuture(new IllegalStateException("the lender's answer is too long"))
                : Future.succeededFuture(body));
  }
}
