package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.load.ConfigLoader;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients before servers that a descriptor describes. */
final class CompatibleTest {
  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(String descriptor, Script script, Asked asked) {
    Settings settings = new Settings().failover("retries", 0);
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway =
            new RunningGateway(
                settings.speaking("server", provider, as -> config(as, descriptor), "up/m"))) {
      asked.of(gateway, provider);
    }
  }

  private static CompatibleConfig config(ConnectionConfig connection, String descriptor) {
    CompatibleConfig read =
        (CompatibleConfig)
            ConfigLoader.parse(
                    "test.yaml",
                    "providers: {p: {type: compatible, base_url: 'http://h', descriptor: "
                        + descriptor
                        + "}}\nmodels: {m: {targets: [{provider: p}]}}\n",
                    Map.of())
                .providers()
                .getFirst();
    return new CompatibleConfig(connection, read.descriptor());
  }

  private static Answer post(RunningGateway gateway, String path, String json) {
    try (RawClient client = gateway.client()) {
      return client.send(RawClient.request("POST", path, json)).answer();
    }
  }

  private static String chat(String fields) {
    return WHOLE.replace("{\"model\"", "{" + fields + ",\"model\"");
  }

  @Test
  void aRequestGoesOnAsTheServerKnowsIt() {
    with(
        "mistral",
        Scripts.answers(),
        (gateway, provider) -> {
          Answer answer =
              gateway.chat(chat("\"seed\":7,\"max_completion_tokens\":5,\"user\":\"u\""));

          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.header("x-sluice-dropped"))
              .isEqualTo("user; reason=\"the provider does not know it\"");
          assertThat(provider.requests().getFirst().head()).startsWith("POST /chat/completions ");
          assertThat(provider.requests().getFirst().body())
              .isEqualTo(
                  "{\"random_seed\":7,\"max_tokens\":5,\"model\":\"up/m\","
                      + RunningGateway.MESSAGES
                      + "}");
        });
  }

  @Test
  void aRequestThatFitsDiffersInTheModelsNameOnly() {
    with(
        "groq",
        Scripts.answers(),
        (gateway, provider) -> {
          Answer answer = gateway.chat(chat("\"seed\": 9007199254740993 , \"temperature\":1e-7"));

          assertThat(answer.header("x-sluice-dropped")).isNull();
          assertThat(provider.requests().getFirst().body())
              .isEqualTo(
                  "{\"seed\": 9007199254740993 , \"temperature\":1e-7,\"model\":\"up/m\","
                      + RunningGateway.MESSAGES
                      + "}");
        });
  }

  @Test
  void whatChangesTheAnswersShapeIsRefusedByName() {
    with(
        "groq",
        Scripts.answers(),
        (gateway, provider) -> {
          Answer answer = gateway.chat(chat("\"logprobs\":true"));

          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.error("param")).isEqualTo("logprobs");
          assertThat(answer.error("code")).isEqualTo("unsupported_parameter");
          assertThat(provider.requests()).isEmpty();
        });
  }

  @Test
  @Keeps("OC-6")
  void aServerThatKnowsNoStreamOptionsStillTellsUsage() {
    String finish =
        Scripts.FINISH.replace(
            "}]}",
            "}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}");
    with(
        "mistral",
        Scripts.streams(Scripts.ROLE, Scripts.HELLO, finish, Scripts.DONE),
        (gateway, provider) -> {
          Answer answer = gateway.chat(STREAM);

          assertThat(answer.data().get(3))
              .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":5");
          assertThat(provider.requests().getFirst().body()).doesNotContain("stream_options");
        });
  }

  @Test
  @Keeps("OC-18")
  void aThoughtIsToldUnderTheNameThatClientsKnow() {
    with(
        "vllm",
        Scripts.streams(
            Scripts.ROLE,
            Scripts.content("x").replace("\"content\":\"x\"", "\"reasoning\":\"hm\""),
            Scripts.HELLO,
            Scripts.FINISH,
            Scripts.DONE),
        (gateway, _) ->
            assertThat(gateway.chat(STREAM).data().get(1))
                .contains("\"reasoning\":\"hm\",\"reasoning_content\":\"hm\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zhipu|400|{\"error\":{\"code\":\"1113\",\"message\":\"m\"}}|429|insufficient_quota",
        "ark|400|{\"error\":{\"code\":\"ServerOverloaded\",\"message\":\"m\"}}|503|upstream_error",
        "moonshot|429|{\"error\":{\"type\":\"engine_overloaded_error\",\"message\":\"m\"}}|502|upstream_error",
        "qwen|400|{\"error\":{\"code\":\"Arrearage\",\"message\":\"m\"}}|429|insufficient_quota",
      })
  void anErrorHasTheMeaningOfTheServer(
      String descriptor, int status, String body, int seen, String code) {
    with(
        descriptor,
        Scripts.answers(status, body),
        (gateway, _) -> {
          Answer answer = gateway.chat(WHOLE);
          assertThat(answer.error("code")).isEqualTo(code);
          assertThat(answer.status()).isIn(seen, 503);
        });
  }

  @Test
  @Keeps({"OT-1", "OT-2"})
  void embeddingsAreSplitAndTranscoded() {
    String vectors =
        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":"
            + "[0.25,-0.5]}],\"model\":\"up/m\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}";
    with(
        "{embeddings: {batch: 1, base64: false}}",
        Scripts.answers(200, vectors),
        (gateway, provider) -> {
          Answer answer =
              post(
                  gateway,
                  "/v1/embeddings",
                  "{\"model\":\"chat\",\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\"}");

          assertThat(answer.body())
              .isEqualTo(
                  "{\"object\":\"list\",\"data\":["
                      + "{\"object\":\"embedding\",\"index\":0,\"embedding\":\"AACAPgAAAL8=\"},"
                      + "{\"object\":\"embedding\",\"index\":1,\"embedding\":\"AACAPgAAAL8=\"}],"
                      + "\"model\":\"chat\",\"usage\":{\"prompt_tokens\":6,\"total_tokens\":6}}");
          assertThat(provider.requests())
              .allMatch(asked -> !asked.body().contains("encoding_format"));
        });
  }

  @ParameterizedTest
  @CsvSource({"'\"\"'", "'[]'", "'[ ]'"})
  void embeddingsOfNothingAreRefused(String input) {
    with(
        "vllm",
        Scripts.answers(),
        (gateway, provider) -> {
          Answer answer =
              post(gateway, "/v1/embeddings", "{\"model\":\"chat\",\"input\":" + input + "}");

          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.error("param")).isEqualTo("input");
          assertThat(provider.requests()).isEmpty();
        });
  }

  @Test
  void anEndpointThatTheServerLacksIsToldAsThat() {
    with(
        "groq",
        Scripts.answers(),
        (gateway, provider) -> {
          Answer answer = post(gateway, "/v1/embeddings", "{\"model\":\"chat\",\"input\":\"a\"}");

          assertThat(answer.status()).isEqualTo(404);
          assertThat(answer.error("code")).isEqualTo("unsupported_endpoint");
          assertThat(provider.requests()).isEmpty();
        });
  }

  @Test
  @Keeps("SSE-9")
  void aConnectionServesOnAfterAStream() {
    with(
        "groq",
        Scripts.serves(),
        (gateway, _) -> {
          try (RawClient client = gateway.client()) {
            assertThat(client.chat(STREAM).answer().body()).endsWith("data: [DONE]\n\n");
            assertThat(client.chat(WHOLE).answer().status()).isEqualTo(200);
          }
        });
  }
}
