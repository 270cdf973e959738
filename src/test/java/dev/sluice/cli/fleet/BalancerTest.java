package dev.sluice.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The balancer as clients meet it, over nodes that only tell their names. */
final class BalancerTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Backend> backends = new ArrayList<>();
  private final AtomicInteger port = new AtomicInteger();

  @AfterEach
  void close() {
    client.close();
    result(vertx.close());
  }

  @Test
  void nodesTakeTurns() throws Exception {
    node("a", new AtomicBoolean(true));
    node("b", new AtomicBoolean(true));
    open();

    List<String> names = List.of(ask(), ask(), ask(), ask());

    assertThat(names.subList(0, 2)).containsExactlyInAnyOrder("a", "b");
    assertThat(names.subList(2, 4)).isEqualTo(names.subList(0, 2));
  }

  @Test
  void aNodeThatIsNotReadyGetsNothingUntilItIs() throws Exception {
    AtomicBoolean ready = new AtomicBoolean(true);
    node("a", new AtomicBoolean(true));
    node("b", ready);
    open();

    ready.set(false);
    await().until(() -> !backends.get(1).ready());
    assertThat(List.of(ask(), ask(), ask())).containsOnly("a");

    ready.set(true);
    await().until(() -> backends.get(1).ready());
    assertThat(List.of(ask(), ask())).contains("b");
  }

  @Test
  void aRequestThatNoNodeHasSeenGoesToTheNextOneWithItsBody() throws Exception {
    HttpServer gone = node("a", new AtomicBoolean(true));
    node("b", new AtomicBoolean(true));
    open();
    result(gone.close());

    assertThat(List.of(ask(), ask(), ask())).containsOnly("b");
  }

  @Test
  void withoutANodeItSaysSoAndWhenToComeAgain() throws Exception {
    node("a", new AtomicBoolean(false));
    deploy();

    HttpResponse<String> answer = send(BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
    assertThat(answer.body()).contains("\"code\": \"no_node_ready\"");
  }

  @Test
  void aStreamPassesAsItComes() throws Exception {
    CompletableFuture<HttpServerResponse> stream = new CompletableFuture<>();
    serve(
        "a",
        new AtomicBoolean(true),
        request -> {
          HttpServerResponse response = request.response().setChunked(true);
          ignore(response.write("one"));
          stream.complete(response);
        });
    open();

    HttpResponse<InputStream> answer = send(BodyHandlers.ofInputStream());

    assertThat(text(answer.body(), 3)).isEqualTo("one");
    ignore(stream.get(10, TimeUnit.SECONDS).end("two"));
    assertThat(text(answer.body(), 3)).isEqualTo("two");
    assertThat(answer.body().read()).isEqualTo(-1);
  }

  @Test
  void aStreamThatBreaksOffDoesNotLookComplete() throws Exception {
    serve(
        "a",
        new AtomicBoolean(true),
        request -> {
          HttpServerResponse response = request.response().setChunked(true);
          response.write("one").onComplete(_ -> ignore(response.reset()));
        });
    open();

    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request(), BodyHandlers.ofString());

    assertThat(answer).failsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void aClientThatLeavesIsToldToTheNode() throws Exception {
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    serve(
        "a",
        new AtomicBoolean(true),
        request -> {
          HttpServerResponse response = request.response().setChunked(true);
          response.closeHandler(_ -> left.complete(true));
          ignore(response.write("one"));
        });
    open();
    HttpResponse<InputStream> answer = send(BodyHandlers.ofInputStream());
    assertThat(text(answer.body(), 3)).isEqualTo("one");

    answer.body().close();

    assertThat(left).succeedsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void headersForOneHopStayAndAllOthersPass() throws Exception {
    CompletableFuture<HttpServerRequest> seen = new CompletableFuture<>();
    serve(
        "a",
        new AtomicBoolean(true),
        request -> {
          seen.complete(request);
          ignore(
              request.response().setStatusCode(418).putHeader("x-sluice-target", "t").end("short"));
        });
    open();

    HttpResponse<String> answer = send(BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(418);
    assertThat(answer.headers().firstValue("x-sluice-target")).hasValue("t");
    var headers = seen.get(10, TimeUnit.SECONDS).headers();
    assertThat(headers.get("x-forwarded-for")).isEqualTo("127.0.0.1");
    assertThat(headers.get("authorization")).isEqualTo("Bearer k");
    assertThat(headers.get("host")).doesNotContain(":" + port.get());
  }

  @CanIgnoreReturnValue
  private HttpServer node(String name, AtomicBoolean ready) {
    return serve(
        name,
        ready,
        request -> {
          Promise<Void> whole = Promise.promise();
          request
              .body()
              .onSuccess(body -> {
                assertThat(body.toString()).isEqualTo("question");
                whole.complete();
              });
          ignore(whole.future().compose(_ -> request.response().end(name)));
        });
  }

  @CanIgnoreReturnValue
  private HttpServer serve(String name, AtomicBoolean ready, Handler<HttpServerRequest> handler) {
    HttpServer server =
        result(
            vertx
                .createHttpServer()
                .requestHandler(request -> {
                  if ("/llm/ready".equals(request.path())) {
                    ignore(request.response().setStatusCode(ready.get() ? 200 : 503).end());
                  } else {
                    handler.handle(request);
                  }
                })
                .listen(0, "127.0.0.1"));
    backends.add(new Backend(name, server.actualPort()));
    return server;
  }

  private void open() {
    deploy();
    await().until(() -> backends.stream().allMatch(Backend::ready));
  }

  private void deploy() {
    Balancer balancer = new Balancer("127.0.0.1", 0, "/llm", backends, port::set);
    assertThat(result(vertx.deployVerticle(balancer))).isNotEmpty();
  }

  private String ask() throws IOException, InterruptedException {
    return send(BodyHandlers.ofString()).body();
  }

  private <T> HttpResponse<T> send(HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return client.send(request(), handler);
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.get() + "/llm/v1/x"))
        .version(HttpClient.Version.HTTP_1_1)
        .header("authorization", "Bearer k")
        .POST(BodyPublishers.ofString("question"))
        .build();
  }

  private static String text(InputStream from, int length) throws IOException {
    return new String(from.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static <T> T result(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @SuppressWarnings("UnusedVariable")
  private static void ignore(Future<Void> future) {}
}
