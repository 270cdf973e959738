package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Keeps;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are passed on to one provider as they are. */
final class PassingTest {
  private static final String OK = "{\"id\":\"file-1\"}";

  /** A gateway before providers p0, p1 and so on; the first one keeps files. */
  private static RunningGateway before(Settings settings, HttpProvider... providers) {
    for (int i = 0; i < providers.length; i++) {
      settings.target("p" + i, providers[i].port());
    }
    return new RunningGateway(settings.passing("files", "p0", "passthrough", List.of("p0")));
  }

  private static RunningGateway before(HttpProvider... providers) {
    return before(new Settings(), providers);
  }

  private static Answer ask(
      RunningGateway gateway, String method, String path, String body, String... headers) {
    try (RawClient client = gateway.client()) {
      List<String> all = new ArrayList<>(List.of(headers));
      if (!body.isEmpty()) {
        all.add("content-length: " + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
      }
      String head = RawClient.request(method, path, "", all.toArray(String[]::new));
      return client.send(head + body).answer();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/files?limit=2&after=a%2Fb,/v1/files?limit=2&after=a%2Fb",
    "GET,/v1/files/file-1/content,/v1/files/file-1/content",
    "DELETE,/v1/files/file-1,/v1/files/file-1",
    "POST,/v1/batches,/v1/batches",
    "POST,/v1/batches/b-1/cancel,/v1/batches/b-1/cancel",
    "GET,/v1/fine_tuning/jobs,/v1/fine_tuning/jobs",
    "POST,/v1/uploads/u-1/parts,/v1/uploads/u-1/parts",
    "PATCH,/providers/p0/any/thing%20else?x=1,/v1/any/thing%20else?x=1",
    "GET,/providers/p0,/v1",
  })
  @Keeps({"RT-9", "RT-10"})
  void methodPathBodyAndAnswerPass(String method, String path, String upstream) {
    try (HttpProvider provider =
            new HttpProvider((_, response) ->
                response
                    .setStatusCode(207)
                    .putHeader("content-type", "application/odd")
                    .putHeader("x-odd", "Gr")
                    .putHeader("set-cookie", "a=b")
                    .putHeader("openai-organization", "org-of-the-house")
                    .end(OK));
        RunningGateway gateway = before(provider)) {
      String body = method.equals("GET") ? "" : "\0bytes\u00ff";
      Answer got =
          ask(
              gateway,
              method,
              path,
              body,
              "content-type: multipart/odd",
              "authorization: Bearer of-the-client",
              "x-api-key: of-the-client",
              "cookie: of-the-client",
              "connection: x-hop",
              "x-hop: 1",
              "x-sluice-prefer: cheap",
              "x-custom: yes");

      answered(got);
      HttpProvider.Seen seen = provider.last();
      assertThat(seen.method()).isEqualTo(method);
      assertThat(seen.uri()).isEqualTo(upstream);
      assertThat(seen.text()).isEqualTo(body);
      assertThat(seen.header("x-request-id")).isEqualTo(got.header("x-request-id"));
      asked(seen);
      assertThat(gateway.meter("sluice_exchanges_total{endpoint=")).isGreaterThanOrEqualTo(1);
    }
  }

  private static void answered(Answer got) {
    assertThat(got.status()).isEqualTo(207);
    assertThat(got.body()).isEqualTo(OK);
    assertThat(got.header("content-type")).isEqualTo("application/odd");
    assertThat(got.header("x-odd")).isEqualTo("Gr");
    assertThat(got.header("x-sluice-provider")).isEqualTo("p0");
    assertThat(got.header("x-request-id")).isNotNull();
    assertThat(got.header("set-cookie")).isNull();
    assertThat(got.header("openai-organization")).isNull();
  }

  private static void asked(HttpProvider.Seen seen) {
    assertThat(seen.header("authorization")).isEqualTo("Bearer sk-secret-of-the-house");
    assertThat(seen.header("x-custom")).isEqualTo("yes");
    assertThat(seen.headers().entries().toString()).doesNotContain("of-the-client");
    assertThat(seen.headers().contains("x-hop")).isFalse();
    assertThat(seen.headers().contains("x-sluice-prefer")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/files/../models",
        "/v1/files/%2e%2e/models",
        "/v1/files/%252e%252e/x",
        "/v1/files//x",
        "/v1/files/..%2fmodels",
        "/v1/files/..%5cmodels",
        "/v1/files/%zz",
        "/v1/files/a%00b",
        "/providers/p0/../p1/x",
        "/providers/p0//evil.example/x",
        "/providers/p0/%2e%2e%2f%2e%2e/admin",
      })
  void noPathLeavesTheBaseUrl(String path) {
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", OK);
        RunningGateway gateway = before(provider)) {
      Answer got = ask(gateway, "GET", path, "");

      assertThat(got.status()).isEqualTo(400);
      assertThat(got.error("code")).isEqualTo("invalid_path");
      assertThat(provider.requests()).isEmpty();
    }
  }

  @Test
  void aHeaderChoosesAnotherKeeper() {
    try (HttpProvider first = HttpProvider.answers(200, "application/json", "1");
        HttpProvider second = HttpProvider.answers(200, "application/json", "2");
        RunningGateway gateway = before(first, second)) {
      assertThat(ask(gateway, "GET", "/v1/files", "").body()).isEqualTo("1");
      assertThat(ask(gateway, "GET", "/v1/files", "", "x-sluice-provider: p1").body())
          .isEqualTo("2");
      Answer unknown = ask(gateway, "GET", "/v1/files", "", "x-sluice-provider: p9");
      assertThat(unknown.status()).isEqualTo(400);
      assertThat(unknown.error("param")).isEqualTo("x-sluice-provider");
    }
  }

  @Test
  void whatIsNotNamedIsNotPassedThrough() {
    try (HttpProvider first = HttpProvider.answers(200, "application/json", "1");
        HttpProvider second = HttpProvider.answers(200, "application/json", "2");
        RunningGateway gateway = before(first, second)) {
      assertThat(ask(gateway, "GET", "/providers/p1/models", "").status()).isEqualTo(404);
      assertThat(ask(gateway, "GET", "/providers/p9/models", "").status()).isEqualTo(404);
      assertThat(second.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/providers/claude,/,2023-06-01",
    "/providers/claude?a=b,/?a=b,2023-06-01",
    "/providers/claude/v1/models,/v1/models,2099-01-01",
  })
  void aProviderIsSpokenToInItsOwnManners(String path, String upstream, String version) {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.answers(200, OK));
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .anthropic("claude", provider)
                    .passing("passthrough", List.of("claude")))) {
      String[] own =
          version.startsWith("2099")
              ? new String[] {"anthropic-version: " + version}
              : new String[0];
      Answer got = ask(gateway, "GET", path, "", own);

      assertThat(got.status()).isEqualTo(200);
      ScriptedProvider.Seen seen = provider.requests().getLast();
      assertThat(seen.head()).startsWith("GET " + upstream + " HTTP/1.1");
      assertThat(seen.header("x-api-key")).isEqualTo("sk-secret-of-the-house");
      assertThat(seen.header("authorization")).isNull();
      assertThat(seen.header("anthropic-version")).isEqualTo(version);
    }
  }

  @Test
  void theProvidersErrorsPassButThoseAboutTheKey() {
    try (HttpProvider provider =
            new HttpProvider((seen, response) ->
                response
                    .setStatusCode(seen.uri().endsWith("key") ? 401 : 404)
                    .putHeader("content-type", "application/json")
                    .end(Scripts.error("invalid_request_error", "invalid_api_key")));
        RunningGateway gateway = before(provider)) {
      Answer missing = ask(gateway, "GET", "/v1/files/none", "");
      assertThat(missing.status()).isEqualTo(404);
      assertThat(missing.body()).contains("provider says no");
      Answer refused = ask(gateway, "GET", "/v1/files/key", "");
      assertThat(refused.status()).isEqualTo(502);
      assertThat(refused.error("code")).isEqualTo("upstream_auth_error");
      assertThat(gateway.meter("sluice_exchanges_total{endpoint=\"files\",result=\"rejected\""))
          .isEqualTo(1);
    }
  }

  @Test
  void whatIsTooLargeIsRefusedOnItsWay() {
    Settings settings = new Settings().limits("upload", 1000);
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", OK);
        RunningGateway gateway = before(settings, provider);
        RawClient client = gateway.client()) {
      assertThat(ask(gateway, "POST", "/v1/files", "x".repeat(1001)).status()).isEqualTo(413);
      client.send(RawClient.request("POST", "/v1/files", "", "transfer-encoding: chunked"));
      client.send(Scripts.chunk("x".repeat(1001)).getBytes()).send("0\r\n\r\n");

      assertThat(client.answer().status()).isEqualTo(413);
      assertThat(provider.requests()).isEmpty();
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotTakenForAWholeOne() {
    try (HttpProvider provider =
            HttpProvider.early(request -> {
              request.response().setChunked(true).write("half");
              request.response().writeHead();
              ScriptedProvider.VERTX.setTimer(200, _ -> request.connection().close());
            });
        RunningGateway gateway = before(provider)) {
      assertThatThrownBy(() -> ask(gateway, "GET", "/v1/files/f/content", ""))
          .isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void aLargeAnswerWaitsForASlowClient() {
    Buffer piece = Buffer.buffer(new byte[1 << 16]);
    int pieces = 256;
    try (HttpProvider provider =
            new HttpProvider((_, response) -> {
              response.putHeader("content-length", Integer.toString(pieces << 16));
              for (int i = 0; i < pieces; i++) {
                response.write(piece);
              }
              response.end();
            });
        RunningGateway gateway = before(provider);
        RawClient client = new RawClient(gateway.port(), 8192)) {
      client.send(RawClient.request("GET", "/v1/files/f/content", ""));

      assertThat(client.answer().body()).hasSize(pieces << 16);
    }
  }

  @Test
  void aPlaceIsTakenAndGivenBack() {
    try (HttpProvider provider =
            HttpProvider.early(request -> {
              if (request.uri().endsWith("slow")) {
                request.response().setChunked(true).write("begun");
              } else {
                request.response().end(OK);
              }
            });
        RunningGateway gateway = before(provider)) {
      try (RawClient client = gateway.client()) {
        client.send(RawClient.request("GET", "/v1/files/slow", "")).head();
        client.until("begun");

        Answer second = ask(gateway, "GET", "/v1/files/quick", "");
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.error("code")).isEqualTo("server_is_overloaded");
      }
      gateway.awaitRest();
      assertThat(gateway.meter("sluice_exchanges_total{endpoint=\"files\",result=\"client_gone\""))
          .isEqualTo(1);
    }
  }

  @Test
  void anotherMethodIsRefused() {
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", OK);
        RunningGateway gateway = before(provider)) {
      assertThat(ask(gateway, "PATCH", "/v1/files", "").status()).isEqualTo(405);
    }
  }
}
