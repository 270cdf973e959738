package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.config.AzureConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.EntraConfig;
import dev.sluice.config.Secret;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Api;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Azure's clients before the gateway, and Azure behind it. */
final class AzureTest {
  private static final String BEFORE_THE_FIRST =
      "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
          + "\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{}}]}";
  private static final String BLOCKED =
      """
      {"error":{"message":"The response was filtered due to the prompt.","type":null,\
      "param":"prompt","code":"content_filter","status":400,"innererror":{"code":\
      "ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true}}}}}\
      """;

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(Script script, Function<ConnectionConfig, AzureConfig> as, Asked asked) {
    Settings settings = new Settings().failover("retries", 0);
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway =
            new RunningGateway(settings.speaking("az", provider, as::apply, "dep 1"))) {
      asked.of(gateway, provider);
    }
  }

  private static AzureConfig v1(ConnectionConfig connection) {
    return new AzureConfig(connection, false, null, null);
  }

  private static AzureConfig deployments(ConnectionConfig connection) {
    return new AzureConfig(connection, true, "2024-10-21", null);
  }

  private static Answer post(RunningGateway gateway, String path, String json) {
    try (RawClient client = gateway.client()) {
      return client.send(RawClient.request("POST", path, json, "api-key: any")).answer();
    }
  }

  @Test
  void aDeploymentIsNamedInThePath() {
    with(
        Scripts.answers(),
        AzureTest::deployments,
        (gateway, provider) -> {
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
          var asked = provider.requests().getFirst();
          assertThat(asked.head())
              .startsWith(
                  "POST /openai/deployments/dep%201/chat/completions?api-version=2024-10-21 ");
          assertThat(asked.header("api-key")).isEqualTo("sk-secret-of-the-house");
          assertThat(asked.header("authorization")).isNull();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/embeddings, /openai/v1/embeddings, input",
    "/v1/images/generations, /openai/v1/images/generations, prompt",
    "/v1/chat/completions, /openai/v1/chat/completions, messages",
  })
  void theNewerApiIsOpenAis(String path, String upstream, String field) {
    String subject = field.equals("messages") ? "[{\"role\":\"user\",\"content\":\"a\"}]" : "\"a\"";
    with(
        Scripts.answers(200, Scripts.ANSWER),
        AzureTest::v1,
        (gateway, provider) -> {
          post(gateway, path, "{\"model\":\"chat\",\"" + field + "\":" + subject + "}");
          assertThat(provider.requests().getFirst().head()).startsWith("POST " + upstream + " ");
          assertThat(provider.requests().getFirst().body()).contains("\"model\":\"dep 1\"");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "false, , RESPONSES, /openai/v1/responses",
    "false, preview, RESPONSES, /openai/v1/responses?api-version=preview",
    "true, 2025-04-01-preview, RESPONSES, /openai/responses?api-version=2025-04-01-preview",
    "true, 2025-04-01-preview, BOTH, /openai/responses?api-version=2025-04-01-preview",
  })
  void ot6_responsesAreAskedForWithoutADeployment(
      boolean deployments, @Nullable String version, Api api, String upstream) {
    with(
        ResponsesUpstream.RESPONSES.greets(),
        connection -> new AzureConfig(connection, deployments, version, null, api),
        (gateway, provider) -> {
          String asked = "{\"model\":\"chat\",\"input\":\"Hello\", \"unheard\":\"of\"}";
          assertThat(post(gateway, "/v1/responses", asked).status()).isEqualTo(200);
          var sent = provider.requests().getFirst();
          assertThat(sent.head()).startsWith("POST " + upstream + " ");
          assertThat(sent.header("api-key")).isEqualTo("sk-secret-of-the-house");
          assertThat(sent.body()).isEqualTo(asked.replace("\"chat\"", "\"dep 1\""));
        });
  }

  @Test
  void chatsAreTranslatedWhereAzureIsAskedByResponses() {
    with(
        ResponsesUpstream.RESPONSES.greets(),
        connection -> new AzureConfig(connection, false, null, null, Api.RESPONSES),
        (gateway, provider) -> {
          assertThat(gateway.chat(WHOLE).body())
              .contains(ResponsesUpstream.TEXT, "\"object\":\"chat.completion\"");
          assertThat(gateway.chat(STREAM).data()).endsWith("[DONE]");
          assertThat(provider.requests())
              .allMatch(asked -> asked.head().startsWith("POST /openai/v1/responses "));
        });
  }

  @Test
  void chatsAreChatsWhereAzureIsAskedByBoth() {
    with(
        Scripts.answers(),
        connection -> new AzureConfig(connection, true, "2024-10-21", null, Api.BOTH),
        (gateway, provider) -> {
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
          assertThat(provider.requests().getFirst().head())
              .startsWith("POST /openai/deployments/dep%201/chat/completions?");
        });
  }

  @Test
  void aTokenStandsForTheKeyInResponsesToo() {
    String token = "{\"access_token\":\"ey.1\",\"expires_in\":3600}";
    try (ScriptedProvider authority = new ScriptedProvider(Scripts.answers(200, token))) {
      with(
          ResponsesUpstream.RESPONSES.greets(),
          connection ->
              new AzureConfig(
                  connection.withoutKeys(),
                  false,
                  null,
                  entra(connection, authority).entra(),
                  Api.RESPONSES),
          (gateway, provider) -> {
            assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
            assertThat(provider.requests().getFirst().header("authorization"))
                .isEqualTo("Bearer ey.1");
          });
    }
  }

  @Test
  @Keeps("OC-19")
  void theFrameBeforeTheFirstIsNotSeen() {
    with(
        Scripts.streams(
            BEFORE_THE_FIRST,
            Scripts.ROLE,
            Scripts.HELLO,
            Scripts.FINISH,
            Scripts.USAGE,
            Scripts.DONE),
        AzureTest::deployments,
        (gateway, _) ->
            assertThat(gateway.chat(STREAM).data())
                .hasSize(5)
                .allMatch(data -> !data.contains("prompt_filter_results")));
  }

  @Test
  void aPromptThatTheFilterBlocksIsRefused() {
    with(
        Scripts.answers(400, BLOCKED),
        AzureTest::deployments,
        (gateway, _) -> {
          Answer answer = gateway.chat(WHOLE);
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.error("code")).isEqualTo("content_filter");
        });
  }

  @Test
  void aLimitIsToldWithItsWait() {
    with(
        Scripts.refuses(429, "x", "429", "retry-after-ms: 2500", "retry-after: 3"),
        AzureTest::deployments,
        (gateway, _) -> {
          Answer answer = gateway.chat(WHOLE);
          assertThat(answer.status()).isEqualTo(429);
          assertThat(answer.error("code")).isEqualTo("rate_limit_exceeded");
          assertThat(answer.header("retry-after")).isEqualTo("3");
        });
  }

  @Test
  void aDeploymentThatIsNotThereIsNamedAsThat() {
    with(
        Scripts.refuses(404, "x", "DeploymentNotFound"),
        AzureTest::deployments,
        (gateway, _) -> assertThat(gateway.chat(WHOLE).status()).isEqualTo(404));
  }

  @Test
  void aTokenIsFetchedAndSharedByRequests() {
    String token = "{\"access_token\":\"ey.1\",\"expires_in\":3600}";
    try (ScriptedProvider authority = new ScriptedProvider(Scripts.answers(200, token))) {
      with(
          Scripts.answers(),
          connection -> entra(connection, authority),
          (gateway, provider) -> {
            assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
            assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
            assertThat(provider.requests())
                .allMatch(asked -> "Bearer ey.1".equals(asked.header("authorization")))
                .allMatch(asked -> asked.header("api-key") == null);
            assertThat(authority.attempts()).isEqualTo(1);
          });
    }
  }

  @Test
  void aTokenThatIsNotTakenIsFetchedAnew() {
    String token = "{\"access_token\":\"ey.1\",\"expires_in\":3600}";
    try (ScriptedProvider authority = new ScriptedProvider(Scripts.answers(200, token))) {
      with(
          Script.inTurn(Scripts.refuses(401, "x", "401"), Scripts.answers()),
          connection -> entra(connection, authority),
          (gateway, _) -> {
            assertThat(gateway.chat(WHOLE).status()).isEqualTo(502);
            assertThat(authority.attempts()).isEqualTo(1);
            gateway.chat(WHOLE);
          });
    }
  }

  @Test
  void anAuthorityThatRefusesIsNoFaultOfTheClient() {
    String refusal = "{\"error\":\"invalid_client\",\"error_description\":\"secret s3\"}";
    try (ScriptedProvider authority = new ScriptedProvider(Scripts.answers(401, refusal))) {
      with(
          Scripts.answers(),
          connection -> entra(connection, authority),
          (gateway, provider) -> {
            Answer answer = gateway.chat(WHOLE);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("upstream_auth_error").doesNotContain("s3");
            assertThat(provider.requests()).isEmpty();
          });
    }
  }

  private static AzureConfig entra(ConnectionConfig connection, ScriptedProvider authority) {
    EntraConfig entra =
        new EntraConfig(
            URI.create("http://127.0.0.1:" + authority.port()),
            "tenant",
            "client",
            new Secret("s3"),
            EntraConfig.SCOPE);
    return new AzureConfig(connection.withoutKeys(), false, null, entra);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/openai/deployments/chat/chat/completions?api-version=2024-10-21|{\"model\":\"other\",",
        "/openai/deployments/chat/chat/completions?api-version=2024-10-21|{",
        "/openai/v1/chat/completions|{\"model\":\"chat\",",
        "/openai/v1/chat/completions?api-version=preview|{\"model\":\"chat\",",
      })
  @Keeps("OT-6")
  void clientsOfAzureAreServed(String path, String begin) {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.answers());
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer answer = post(gateway, path, begin + RunningGateway.MESSAGES + "}");

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(provider.requests().getFirst().body())
          .isEqualTo("{\"model\":\"chat\"," + RunningGateway.MESSAGES + "}");
    }
  }

  @Test
  @Keeps("OT-6")
  void theListOfModelsIsThereToo() {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.answers());
        RunningGateway gateway = RunningGateway.before(provider)) {
      assertThat(gateway.ask("GET", "/openai/v1/models").body()).contains("\"chat\"");
      assertThat(gateway.ask("GET", "/openai/deployments/chat/nothing").status()).isEqualTo(404);
      assertThat(gateway.ask("GET", "/openai/v1/chat/completions").status()).isEqualTo(405);
    }
  }
}
