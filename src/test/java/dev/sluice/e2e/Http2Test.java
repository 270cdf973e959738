package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static dev.sluice.e2e.Scripts.serves;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Keeps;
import dev.sluice.config.TlsConfig;
import dev.sluice.provider.http.Pem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2, in clear text by prior knowledge and within TLS. */
final class Http2Test {
  private static final HttpClientOptions CLEAR =
      new HttpClientOptions()
          .setProtocolVersion(HttpVersion.HTTP_2)
          .setHttp2ClearTextUpgrade(false);
  private static final HttpClientOptions SECURE =
      new HttpClientOptions()
          .setProtocolVersion(HttpVersion.HTTP_2)
          .setSsl(true)
          .setUseAlpn(true)
          .setTrustAll(true)
          .setVerifyHost(false);

  private static Future<HttpClientRequest> request(
      HttpClientAgent client, RunningGateway gateway, HttpMethod method, String path) {
    return client.request(method, gateway.port(), "127.0.0.1", path);
  }

  private static Answer chat(HttpClientAgent client, RunningGateway gateway, String json) {
    return Await.result(
        request(client, gateway, HttpMethod.POST, "/v1/chat/completions")
            .compose(request -> request.send(json))
            .compose(Http2Test::whole));
  }

  private static Future<Answer> whole(HttpClientResponse response) {
    assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
    Map<String, String> headers = new HashMap<>();
    response.headers().forEach(headers::put);
    return response.body().map(body -> new Answer(response.statusCode(), headers, body.toString()));
  }

  private static void assertServes(HttpClientOptions options, RunningGateway gateway) {
    HttpClientAgent client = ScriptedProvider.VERTX.createHttpClient(options);
    try {
      assertThat(chat(client, gateway, WHOLE).body()).isEqualTo(Scripts.ANSWER);
      Answer stream = chat(client, gateway, STREAM);
      assertThat(stream.data()).containsExactly(ROLE, HELLO, FINISH, USAGE, DONE);
      assertThat(stream.headers())
          .containsEntry("content-type", "text/event-stream; charset=utf-8")
          .containsKeys("x-request-id", "x-sluice-target", "x-sluice-attempts");
      assertThat(chat(client, gateway, "{}").error("code")).isEqualTo("missing_required_parameter");
    } finally {
      Await.result(client.close());
    }
  }

  @Test
  void clearTextByPriorKnowledgeServesAnswersAndStreams() {
    try (ScriptedProvider only = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(only)) {
      assertServes(CLEAR, gateway);
    }
  }

  @Test
  void manyStreamsShareOneConnection() {
    Settings settings = new Settings().limits("exchanges", 50);
    try (ScriptedProvider only = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, only)) {
      HttpClientAgent client = ScriptedProvider.VERTX.createHttpClient(CLEAR);
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(
            request(client, gateway, HttpMethod.POST, "/v1/chat/completions")
                .compose(request -> request.send(STREAM))
                .compose(Http2Test::whole));
      }
      Await.result(Future.all(answers));

      assertThat(answers).allSatisfy(answer -> assertThat(answer.result().data()).hasSize(5));
      Await.result(client.close());
    }
  }

  @Test
  @Keeps("SSE-10")
  void aStreamThatIsResetTakesItsAttemptAlongAndLeavesTheConnection() {
    try (ScriptedProvider only = new ScriptedProvider(streams(_ -> {}, ROLE, HELLO));
        RunningGateway gateway = RunningGateway.before(only)) {
      HttpClientAgent client = ScriptedProvider.VERTX.createHttpClient(CLEAR);
      HttpClientRequest request =
          Await.result(request(client, gateway, HttpMethod.POST, "/v1/chat/completions"));
      Await.result(request.send(STREAM)).exceptionHandler(_ -> {});
      Await.result(request.reset(8));

      await().untilAsserted(() -> assertThat(only.open()).isEmpty());
      only.script(serves());
      assertThat(chat(client, gateway, WHOLE).status()).isEqualTo(200);
      Await.result(client.close());
    }
  }

  @Test
  void withinTlsItIsAgreedOn(@TempDir Path folder) {
    Pem pem = Pem.make(folder, "gateway");
    TlsConfig tls = new TlsConfig(pem.certificate(), pem.key());
    try (ScriptedProvider only = new ScriptedProvider(serves());
        RunningGateway gateway =
            new RunningGateway(new Settings().server("tls", tls).target("first", only))) {
      assertServes(SECURE, gateway);
    }
  }
}
