package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.MESSAGES;
import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.serves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Keeps;
import dev.sluice.config.CorsConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door lets in, and how it refuses the rest. */
final class DoorTest {
  private static final Duration BRIEF = Duration.ofMillis(200);
  private static final String CHAT = "/v1/chat/completions";

  private static RunningGateway open(Settings settings) {
    return new RunningGateway(settings);
  }

  private static String calm(String request) {
    return request.replace("\"chat\"", "\"calm\"");
  }

  private static void assertError(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error("type")).isEqualTo("invalid_request_error");
    assertThat(answer.error("code")).isEqualTo(code);
    assertThat(answer.headers())
        .containsEntry("content-type", "application/json")
        .containsKey("x-request-id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":            | invalid_json",
        "not json               | invalid_json",
        "''                     | invalid_json",
        "[]                     | invalid_type",
        "{}                     | missing_required_parameter",
        "{\"model\":\"calm\"}   | missing_required_parameter",
        "{\"model\":7,\"messages\":[{}]} | invalid_type",
        "{\"model\":\"calm\",\"model\":\"calm\",\"messages\":[{}]} | duplicate_parameter"
      })
  @Keeps("ON-7")
  void aBodyThatIsNoRequestIsRefused(String body, String code) {
    try (RunningGateway gateway = open(new Settings());
        RawClient client = gateway.client()) {
      String empty = body.isEmpty() ? "content-length: 0" : "x-none: 1";
      assertError(client.chat(body, empty).answer(), 400, code);
      assertThat(client.chat(calm(WHOLE)).answer().status()).isEqualTo(200);
    }
  }

  @Test
  @Keeps("ON-6")
  void unknownFieldsAreNoFault() {
    try (RunningGateway gateway = open(new Settings())) {
      String request = "{\"model\":\"calm\",\"brand_new\":{\"a\":[1]}," + MESSAGES + "}";
      assertThat(gateway.chat(request).status()).isEqualTo(200);
    }
  }

  @Test
  void anUnknownModelIsNotFound() {
    try (RunningGateway gateway = open(new Settings())) {
      Answer answer = gateway.chat(WHOLE);
      assertError(answer, 404, "model_not_found");
      assertThat(answer.error("param")).isEqualTo("model");
    }
  }

  @Test
  @Keeps("ON-7")
  void aDeclaredBodyThatIsTooLargeIsRefusedBeforeItComes() {
    try (RunningGateway gateway = open(new Settings().limits("body", 1000));
        RawClient client = gateway.client()) {
      client.send("POST " + CHAT + " HTTP/1.1\r\nhost: x\r\ncontent-length: 1001\r\n\r\n");
      assertError(client.answer(), 413, "request_too_large");
    }
  }

  @Test
  void aDeclaredBodyThatIsTooLargeIsNotAskedFor() {
    try (RunningGateway gateway = open(new Settings().limits("body", 1000));
        RawClient client = gateway.client()) {
      client.send(
          "POST "
              + CHAT
              + " HTTP/1.1\r\nhost: x\r\ncontent-length: 1001\r\nexpect: 100-continue\r\n\r\n");
      assertError(client.answer(), 413, "request_too_large");
    }
  }

  @Test
  void aBodyOfTheRightSizeIsAskedFor() {
    try (RunningGateway gateway = open(new Settings());
        RawClient client = gateway.client()) {
      String request = RawClient.request("POST", CHAT, calm(WHOLE), "expect: 100-continue");
      int body = request.indexOf("{");
      client.send(request.substring(0, body));
      assertThat(client.head().status()).isEqualTo(100);
      assertThat(client.send(request.substring(body)).answer().status()).isEqualTo(200);
    }
  }

  @Test
  @Keeps("ON-7")
  void aChunkedBodyThatIsTooLargeIsRefusedWhenItIs() {
    try (RunningGateway gateway = open(new Settings().limits("body", 1000));
        RawClient client = gateway.client()) {
      client.send("POST " + CHAT + " HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
      String chunk = "200\r\n" + " ".repeat(512) + "\r\n";
      client.send(chunk).send(chunk);
      assertError(client.answer(), 413, "request_too_large");
    }
  }

  @Test
  void aChunkedBodyOfTheRightSizeIsServed() {
    try (RunningGateway gateway = open(new Settings());
        RawClient client = gateway.client()) {
      client.send("POST " + CHAT + " HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
      byte[] body = calm(WHOLE).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      for (byte one : body) {
        client.send(Scripts.chunk(new byte[] {one}).getBytes());
      }
      assertThat(client.send("0\r\n\r\n").answer().body()).isEqualTo(Scripts.ANSWER);
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() {
    try (RunningGateway gateway = open(new Settings().limits("headersTime", BRIEF));
        RawClient client = gateway.client()) {
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void aHeadThatDripsInIsCutOffAtItsTime() {
    try (RunningGateway gateway = open(new Settings().limits("headersTime", BRIEF));
        RawClient client = gateway.client()) {
      client.send("POST " + CHAT + " HTTP/1.1\r\nx-slow: ");
      long dripping = gateway.vertx().setPeriodic(20, _ -> client.drip());
      assertThat(client.closed()).isTrue();
      gateway.vertx().cancelTimer(dripping);
    }
  }

  @Test
  void aKeptConnectionServesLongAfterTheTimeOfItsFirstHead() {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway =
            RunningGateway.with(new Settings().limits("headersTime", BRIEF), provider);
        RawClient client = gateway.client()) {
      assertThat(client.chat(RunningGateway.WHOLE).answer().status()).isEqualTo(200);
      await().pollDelay(BRIEF.multipliedBy(3)).until(() -> true);
      assertThat(client.chat(RunningGateway.WHOLE).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatDoesNotComeInTimeIsRefused() {
    Settings settings = new Settings().limits("bodyTime", Duration.ofMillis(200));
    try (RunningGateway gateway = open(settings);
        RawClient client = gateway.client()) {
      client.send("POST " + CHAT + " HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
      assertError(client.answer(), 408, "request_timeout");
    }
  }

  @Test
  void aHeadThatIsTooLargeIsRefused() {
    try (RunningGateway gateway = open(new Settings().limits("headers", 2048));
        RawClient client = gateway.client()) {
      String large = "x-large: " + "x".repeat(4000);
      Answer answer = client.send(RawClient.request("GET", "/health", "", large)).answer();
      assertThat(answer.status()).isIn(400, 431);
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void whatIsNotHttpIsRefused() {
    try (RunningGateway gateway = open(new Settings());
        RawClient client = gateway.client()) {
      assertThat(client.send("HELO mail.example.com\r\n\r\n").answer().status()).isEqualTo(400);
      assertThat(client.closed()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/chat/completions, 405, method_not_allowed, 'POST, OPTIONS'",
    "DELETE, /v1/models, 405, method_not_allowed, 'GET, HEAD, OPTIONS'",
    "POST, /health, 405, method_not_allowed, 'GET, HEAD, OPTIONS'",
    "GET, /nowhere, 404, unknown_url,",
    "POST, /v1/chat/completions/, 404, unknown_url,",
    "GET, /v1/models/none, 404, model_not_found,"
  })
  void whatIsNotThereIsTold(String method, String path, int status, String code, String allow) {
    try (RunningGateway gateway = open(new Settings())) {
      Answer answer = gateway.ask(method, path);
      assertError(answer, status, code);
      assertThat(answer.header("allow")).isEqualTo(allow);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, 'POST, OPTIONS'",
    "/v1/models, 'GET, HEAD, OPTIONS'",
    "/health, 'GET, HEAD, OPTIONS'"
  })
  @Keeps("ON-5")
  void optionsTellWhatAPathTakes(String path, String allow) {
    try (RunningGateway gateway = open(new Settings())) {
      Answer answer = gateway.ask("OPTIONS", path);
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.header("allow")).isEqualTo(allow);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/ready", "/v1/models", "/v1/models/calm", "/metrics"})
  @Keeps("ON-5")
  void headIsLikeGetWithoutABody(String path) {
    try (RunningGateway gateway = open(new Settings());
        RawClient client = gateway.client()) {
      Answer get = client.send(RawClient.request("GET", path, "")).answer();
      Answer head = client.send(RawClient.request("HEAD", path, "")).head();

      assertThat(get.status()).isEqualTo(200);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
      assertThat(client.send(RawClient.request("GET", path, "")).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void allPathsMayHaveAPrefix() {
    try (ScriptedProvider only = new ScriptedProvider(serves());
        RunningGateway gateway =
            open(new Settings().server("pathPrefix", "/llm").target("first", only))) {
      assertThat(gateway.ask("GET", "/llm/v1/models").status()).isEqualTo(200);
      assertThat(gateway.ask("GET", "/v1/models").status()).isEqualTo(404);
      assertThat(gateway.ask("GET", "/llmv1/models").status()).isEqualTo(404);
      Answer answer = gateway.chat(STREAM);
      assertThat(answer.data()).hasSize(5);
      assertThat(only.requests().getFirst().head()).startsWith("POST /v1/chat/completions ");
    }
  }

  @ParameterizedTest
  @CsvSource({"abc-1_2.3:4, true", "'a b', false", "'<script>', false"})
  @Keeps("ON-4")
  void aRequestIdIsKeptWhenItIsWellFormed(String own, boolean kept) {
    try (RunningGateway gateway = open(new Settings())) {
      for (String path : List.of("/health", "/nowhere")) {
        String id = gateway.ask("GET", path, "x-request-id: " + own).header("x-request-id");
        assertThat(id.equals(own)).isEqualTo(kept);
        assertThat(id).isNotBlank();
      }
      String long129 = "x".repeat(129);
      assertThat(gateway.ask("GET", "/health", "x-request-id: " + long129).header("x-request-id"))
          .isNotEqualTo(long129);
    }
  }

  @Test
  @Keeps("ON-5")
  void aBrowserOfAnAllowedOriginMayCall() {
    Settings settings =
        new Settings().server("cors", new CorsConfig(List.of("https://app.example.com")));
    try (RunningGateway gateway = open(settings)) {
      Answer preflight =
          gateway.ask(
              "OPTIONS",
              CHAT,
              "origin: https://app.example.com",
              "access-control-request-method: POST",
              "access-control-request-headers: authorization,content-type,x-stainless-os");
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.headers())
          .containsEntry("access-control-allow-origin", "https://app.example.com")
          .containsEntry("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS")
          .containsEntry(
              "access-control-allow-headers", "authorization,content-type,x-stainless-os")
          .containsEntry("vary", "origin");

      Answer answer = gateway.chat(calm(STREAM), "origin: https://app.example.com");
      assertThat(answer.headers())
          .containsEntry("access-control-allow-origin", "https://app.example.com");
      assertThat(answer.header("access-control-expose-headers"))
          .contains("x-request-id", "retry-after-ms", "x-should-retry");

      Answer stranger =
          gateway.ask(
              "OPTIONS",
              CHAT,
              "origin: https://evil.example",
              "access-control-request-method: POST");
      assertThat(stranger.headers()).doesNotContainKey("access-control-allow-origin");
    }
  }

  @Test
  void requestsOnOneConnectionAreAnsweredInTheirOrder() {
    try (RunningGateway gateway = open(new Settings());
        RawClient client = gateway.client()) {
      String chat = RawClient.request("POST", CHAT, calm(STREAM), "x-request-id: one");
      String health = RawClient.request("GET", "/health", "", "x-request-id: two");
      client.send(chat + health);
      assertThat(client.answer().header("x-request-id")).isEqualTo("one");
      assertThat(client.answer().header("x-request-id")).isEqualTo("two");
    }
  }
}
