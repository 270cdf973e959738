package dev.sluice.e2e;

import static dev.sluice.e2e.MessagesScripts.ANSWER;
import static dev.sluice.e2e.MessagesScripts.ASK;
import static dev.sluice.e2e.MessagesScripts.PATH;
import static dev.sluice.e2e.MessagesScripts.START;
import static dev.sluice.e2e.MessagesScripts.STREAM;
import static dev.sluice.e2e.MessagesScripts.TEXT;
import static dev.sluice.e2e.MessagesScripts.WHOLE;
import static dev.sluice.e2e.MessagesScripts.ask;
import static dev.sluice.e2e.MessagesScripts.at;
import static dev.sluice.e2e.MessagesScripts.error;
import static dev.sluice.e2e.MessagesScripts.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Keeps;
import dev.sluice.config.AnthropicConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.e2e.ScriptedProvider.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of Anthropic's dialect before a target of their own, by the bytes. */
final class MessagesTest {
  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  /** Before a target that knows the model by the client's name. */
  private static void with(Script script, Asked asked) {
    with(script, "chat", AnthropicConfig.VERSION_2023, List.of(), asked);
  }

  private static void with(
      Script script, String upstream, String version, List<String> betas, Asked asked) {
    with(new Settings(), script, upstream, version, betas, asked);
  }

  private static void with(
      Settings settings,
      Script script,
      String upstream,
      String version,
      List<String> betas,
      Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway =
            new RunningGateway(
                settings
                    .failover("retries", 0)
                    .speaking(
                        "claude",
                        provider,
                        connection -> new AnthropicConfig(connection, version, false, betas),
                        upstream))) {
      asked.of(gateway, provider);
      gateway.awaitRest();
    }
  }

  @Test
  void aWholeAnswerPassesUntouched() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          Answer answer = ask(gateway, ASK);
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.body()).isEqualTo(ANSWER);
          assertThat(answer.header("content-type")).isEqualTo("application/json");
          assertThat(answer.header("request-id")).isEqualTo(answer.header("x-request-id"));
          assertThat(provider.requests().getLast().body()).isEqualTo(ASK);
        });
  }

  @Test
  void theModelAloneIsPutInPlace() {
    with(
        Scripts.answers(200, ANSWER.replace("\"chat\"", "\"claude-x\"")),
        "claude-x",
        AnthropicConfig.VERSION_2023,
        List.of(),
        (gateway, provider) -> {
          assertThat(ask(gateway, ASK).body()).isEqualTo(ANSWER);
          assertThat(provider.requests().getLast().body())
              .isEqualTo(ASK.replace("\"chat\"", "\"claude-x\""));
        });
  }

  @Test
  @Keeps({"AN-3", "AN-4"})
  void aStreamPassesUntouched() {
    with(
        streams(WHOLE),
        (gateway, provider) -> {
          Answer answer = ask(gateway, STREAM);
          assertThat(answer.header("content-type")).startsWith("text/event-stream");
          assertThat(answer.body()).isEqualTo(WHOLE);
          assertThat(provider.requests().getLast().body()).isEqualTo(STREAM);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, PATH + "?beta=true", "/v1" + PATH, "/v1" + PATH + "?beta=true"})
  @Keeps("AN-2")
  void thePathIsFoundWhateverTheBaseOfTheClient(String path) {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          assertThat(at(path, gateway, ASK).status()).isEqualTo(200);
          assertThat(provider.requests().getLast().head()).startsWith("POST /v1/messages HTTP/1.1");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "x-api-key: sk-client, anthropic-version: 2023-06-01",
    "x-api-key: sk-client, anthropic-version: 2026-10-21",
    "authorization: Bearer sk-client, anthropic-version: 2023-06-01",
    "authorization: Bearer sk-client, anthropic-version: 2026-10-21",
  })
  @Keeps("AN-1")
  void bothKeysAndVersionsAreTakenAndNoneIsPassedOn(String key, String version) {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          try (RawClient client = gateway.client()) {
            String request = RawClient.request("POST", PATH, ASK, key, version);
            assertThat(client.send(request).answer().status()).isEqualTo(200);
          }
          Seen seen = provider.requests().getLast();
          assertThat(seen.head()).doesNotContain("sk-client");
          assertThat(seen.header("x-api-key")).isEqualTo("sk-secret-of-the-house");
          assertThat(seen.header("anthropic-version")).isEqualTo("2023-06-01");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"x: y", "anthropic-version: 2024-01-01", "anthropic-version: "})
  @Keeps("AN-1")
  void aVersionThatIsMissingOrUnknownIsRefused(String header) {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          try (RawClient client = gateway.client()) {
            Answer answer = client.send(RawClient.request("POST", PATH, ASK, header)).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error("type")).isEqualTo("invalid_request_error");
            assertThat(answer.error("message")).contains("anthropic-version");
          }
          assertThat(provider.attempts()).isZero();
        });
  }

  @Test
  @Keeps("AN-1")
  void newsGoOnAsFarAsTheyAreAllowed() {
    with(
        Scripts.answers(200, ANSWER),
        "chat",
        AnthropicConfig.VERSION_2023,
        List.of("context-1m-2025-08-07", "interleaved-*"),
        (gateway, provider) -> {
          String beta = "anthropic-beta: secret-news, interleaved-thinking-1,context-1m-2025-08-07";
          assertThat(ask(gateway, ASK, beta).status()).isEqualTo(200);
          assertThat(provider.requests().getLast().header("anthropic-beta"))
              .isEqualTo("interleaved-thinking-1,context-1m-2025-08-07");
          assertThat(ask(gateway, ASK, "anthropic-beta: secret-news").status()).isEqualTo(200);
          assertThat(provider.requests().getLast().header("anthropic-beta")).isNull();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, 400, invalid_request_error",
    "401, authentication_error, 502, api_error",
    "404, not_found_error, 404, not_found_error",
    "413, request_too_large, 413, request_too_large",
    "429, rate_limit_error, 429, rate_limit_error",
    "402, billing_error, 402, billing_error",
    "500, api_error, 502, api_error",
    "529, overloaded_error, 529, overloaded_error",
  })
  @Keeps("AN-10")
  void anErrorIsToldInTheDialect(int status, String type, int seen, String told) {
    with(
        Scripts.answers(status, error(type)),
        (gateway, _) -> {
          Answer answer = ask(gateway, ASK);
          assertThat(answer.status()).isEqualTo(seen);
          assertThat(answer.error("type")).isEqualTo(told);
          String id = answer.header("request-id");
          assertThat(Answer.json(answer.body()).get("request_id").asText()).isEqualTo(id);
          assertThat(Answer.json(answer.body()).get("type").asText()).isEqualTo("error");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/messages, 405, invalid_request_error",
    "POST, /v1/messages/batches, 404, not_found_error",
    "GET, /v1/models/none, 404, not_found_error",
    "GET, /v1/models?limit=0, 400, invalid_request_error",
    "GET, /v1/nothing, 404, not_found_error",
  })
  @Keeps("AN-10")
  void whatIsNotThereIsToldInTheDialect(String method, String path, int status, String type) {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, _) -> {
          Answer answer = gateway.ask(method, path, MessagesScripts.VERSION);
          assertThat(answer.status()).isEqualTo(status);
          assertThat(answer.error("type")).isEqualTo(type);
          assertThat(answer.header("request-id")).isNotNull();
        });
  }

  @Test
  @Keeps("AN-9")
  void anErrorInTheMiddleOfAStreamIsANamedEvent() {
    with(
        streams(START + TEXT + "event: error\ndata: " + error("overloaded_error") + "\n\n"),
        (gateway, _) -> {
          Answer answer = ask(gateway, STREAM);
          assertThat(answer.body())
              .startsWith(START + TEXT + "event: error\ndata: {\"type\":\"error\",\"error\":")
              .endsWith("\"request_id\":\"" + answer.header("request-id") + "\"}\n\n")
              .doesNotContain("message_stop");
        });
  }

  @Test
  @Keeps("AN-9")
  void aStreamThatWasCutEndsInAnError() {
    with(
        streams(START + TEXT),
        (gateway, _) ->
            assertThat(ask(gateway, STREAM).body())
                .startsWith(START + TEXT + "event: error\n")
                .doesNotContain("message_stop"));
  }

  @Test
  void anErrorBeforeTheFirstEventIsAStatus() {
    with(
        streams("event: error\ndata: " + error("overloaded_error") + "\n\n"),
        (gateway, _) -> assertThat(ask(gateway, STREAM).status()).isEqualTo(529));
  }

  @Test
  @Keeps("AN-12")
  void tokensAreCounted() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          String body = ASK.replace("\"max_tokens\":64,", "");
          Answer answer = at(PATH + "/count_tokens?beta=true", gateway, body);
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.body()).matches("\\{\"input_tokens\":[1-9][0-9]?}");
          Answer unknown =
              at(PATH + "/count_tokens", gateway, body.replace("\"chat\"", "\"none\""));
          assertThat(unknown.status()).isEqualTo(404);
          assertThat(unknown.error("type")).isEqualTo("not_found_error");
          assertThat(at(PATH + "/count_tokens", gateway, "{").status()).isEqualTo(400);
          assertThat(provider.attempts()).isZero();
        });
  }

  @ParameterizedTest
  @CsvSource({"claude-opus-4-8, 2023-06-01", "claude-sonnet-4-5, 2026-10-21"})
  @Keeps("AN-13")
  void whatTheTargetDoesNotTakeIsLeftOutAndNamed(String upstream, String version) {
    with(
        Scripts.answers(200, ANSWER),
        upstream,
        version,
        List.of(),
        (gateway, provider) -> {
          String warm = ASK.replace("\"max_tokens\"", "\"temperature\":0.5,\"max_tokens\"");
          Answer answer = ask(gateway, warm);
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.header("x-sluice-dropped")).startsWith("temperature;");
          assertThat(provider.requests().getLast().body())
              .isEqualTo(ASK.replace("\"chat\"", "\"" + upstream + "\""));
          assertThat(ask(gateway, warm, "x-sluice-strict: true").status()).isEqualTo(400);
          assertThat(provider.attempts()).isEqualTo(1);
        });
  }

  @Test
  @Keeps("AN-13")
  void whatTheTargetTakesPasses() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          String warm = ASK.replace("\"max_tokens\"", "\"temperature\":0.5,\"max_tokens\"");
          Answer answer = ask(gateway, warm, "x-sluice-strict: true");
          assertThat(answer.header("x-sluice-dropped")).isNull();
          assertThat(provider.requests().getLast().body()).isEqualTo(warm);
        });
  }

  @Test
  @Keeps("AN-11")
  void aLongAnswerMayBeAskedForWhole() {
    with(
        Scripts.answers(200, ANSWER),
        (gateway, provider) -> {
          String asked = ASK.replace("\"max_tokens\":64", "\"max_tokens\":60000");
          assertThat(ask(gateway, asked).body()).isEqualTo(ANSWER);
          assertThat(provider.requests().getLast().body()).isEqualTo(asked);
        });
  }

  @Test
  void aSilentStreamIsKeptAliveByPings() {
    with(
        new Settings().heartbeat(100),
        (_, socket) -> {
          socket.write(Scripts.streamHead().appendBuffer(Scripts.chunk(START)));
          ScriptedProvider.VERTX.setTimer(
              400,
              _ ->
                  socket.write(
                      Scripts.chunk(TEXT + MessagesScripts.END).appendString("0\r\n\r\n")));
        },
        "chat",
        AnthropicConfig.VERSION_2023,
        List.of(),
        (gateway, _) ->
            assertThat(ask(gateway, STREAM).body())
                .contains(START + MessagesScripts.PING)
                .endsWith(TEXT + MessagesScripts.END));
  }

  @Test
  void whoLeavesIsNotServedAnyMore() {
    with(
        Scripts.streams(_ -> {}, new String[0]),
        (gateway, provider) -> {
          provider.script((_, socket) ->
              socket.write(Scripts.streamHead().appendBuffer(Scripts.chunk(START + TEXT))));
          RawClient client = gateway.client();
          client.send(RawClient.request("POST", PATH, STREAM, MessagesScripts.VERSION));
          assertThat(client.head().status()).isEqualTo(200);
          assertThat(client.until(TEXT)).startsWith(START);
          client.leave();
          await().untilAsserted(() -> assertThat(provider.open()).isEmpty());
        });
  }

  @Test
  void aSecondTargetOfAnyDialectTakesOver() {
    try (ScriptedProvider first = new ScriptedProvider(Scripts.answers(529, error("x")));
        ScriptedProvider second = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway =
            RunningGateway.with(
                new Settings().failover("retries", 0).anthropic("claude", first), second)) {
      Answer answer = ask(gateway, ASK);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-sluice-target")).startsWith("first/");
      assertThat(answer.body()).contains("\"type\":\"message\"", "Grüße, 世界");
    }
  }
}
