package dev.sluice.e2e;

import static dev.sluice.e2e.Scripts.answers;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.says;
import static dev.sluice.e2e.Scripts.streams;
import static dev.sluice.e2e.Scripts.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoints beside chat: the same door, the same failover, the provider's own bytes. */
final class EndpointsTest {
  private static final String VECTORS =
      """
      {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.25,-0.5]}],\
      "model":"up/embed","usage":{"prompt_tokens":3,"total_tokens":3}}\
      """;

  private static Answer post(RunningGateway gateway, String path, String json) {
    try (RawClient client = gateway.client()) {
      return client.send(RawClient.request("POST", path, json)).answer();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/embeddings|/v1/embeddings|{\"model\":\"chat\",\"input\":\"a\"}",
        "/v1/moderations|/v1/moderations|{\"model\":\"chat\",\"input\":[\"a\"]}",
        "/v1/images/generations|/v1/images/generations|{\"model\":\"chat\",\"prompt\":\"a\"}",
        "/v1/completions|/v1/completions|{\"prompt\":\"a\",\"model\":\"chat\"}",
        "/v1/rerank|/v1/rerank|{\"model\":\"chat\",\"query\":\"a\",\"documents\":[\"b\"]}",
        "/v2/rerank|/v1/rerank|{\"model\":\"chat\",\"query\":\"a\",\"documents\":[\"b\"]}",
      })
  void anAnswerPassesAsItIs(String path, String upstream, String body) {
    String answer = "{\"data\": [1.50, {\"deep\": \"Grüße\"}],\"odd\":1e3}";
    try (ScriptedProvider provider = new ScriptedProvider(answers(200, answer));
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer got = post(gateway, path, body);

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.body()).isEqualTo(answer);
      assertThat(got.header("x-sluice-target")).isNotNull();
      assertThat(provider.requests().getFirst().head()).startsWith("POST " + upstream + " ");
      assertThat(provider.requests().getFirst().body()).isEqualTo(body);
    }
  }

  @Test
  void theModelHasTheNameThatTheClientAskedFor() {
    try (ScriptedProvider provider = new ScriptedProvider(answers(200, VECTORS));
        RunningGateway gateway =
            RunningGateway.with(new Settings().model("embed", provider, "upstream", "up/embed"))) {
      Answer got = post(gateway, "/v1/embeddings", "{\"model\":\"embed\",\"input\":\"a\"}");

      assertThat(got.body()).isEqualTo(VECTORS.replace("up/embed", "embed"));
      assertThat(provider.requests().getFirst().body())
          .isEqualTo("{\"model\":\"up/embed\",\"input\":\"a\"}");
      assertThat(gateway.meter("sluice_tokens_total{direction=\"in\"")).isEqualTo(3);
    }
  }

  @Test
  void aFailureIsHealedByTheNextTarget() {
    try (ScriptedProvider first = new ScriptedProvider(refuses(401, "auth", "invalid_api_key"));
        ScriptedProvider second = new ScriptedProvider(answers(200, VECTORS));
        RunningGateway gateway = RunningGateway.before(first, second)) {
      Answer got = post(gateway, "/v1/embeddings", "{\"model\":\"chat\",\"input\":\"a\"}");

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("x-sluice-attempts")).isEqualTo("2");
    }
  }

  @ParameterizedTest
  @CsvSource({"[1,2]", "not json", "{\"object\":\"list\"", "''"})
  void whatIsNoAnswerIsAskedForElsewhere(String garbled) {
    try (ScriptedProvider first = new ScriptedProvider(answers(200, garbled));
        ScriptedProvider second = new ScriptedProvider(answers(200, VECTORS));
        RunningGateway gateway = RunningGateway.before(first, second)) {
      Answer got = post(gateway, "/v1/embeddings", "{\"model\":\"chat\",\"input\":\"a\"}");

      assertThat(got.body()).contains("0.25,-0.5");
    }
  }

  @Test
  @Keeps("OT-4")
  void soundIsNoText() {
    byte[] sound = {(byte) 0xff, (byte) 0xfb, 0, 13, 10, 13, 10, 0x7f};
    try (ScriptedProvider provider = new ScriptedProvider(says(whole(200, "audio/mpeg", sound)));
        RunningGateway gateway = RunningGateway.before(provider);
        RawClient client = gateway.client()) {
      String body = "{\"model\":\"chat\",\"input\":\"Guten Tag\",\"voice\":\"alloy\"}";
      Answer head = client.send(RawClient.request("POST", "/v1/audio/speech", body)).head();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo("audio/mpeg");
      assertThat(head.header("content-length")).isEqualTo("8");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/embeddings|{\"model\":\"chat\"}|input|missing_required_parameter",
        "/v1/completions|{\"model\":\"chat\"}|prompt|missing_required_parameter",
        "/v1/rerank|{\"model\":\"chat\",\"documents\":[]}|query|missing_required_parameter",
        "/v1/images/generations|{\"prompt\":\"a\"}|model|missing_required_parameter",
        "/v1/embeddings|{\"model\":\"chat\",\"input\":\"a\",\"stream\":true}|stream|"
            + "unsupported_parameter",
        "/v1/embeddings|{\"model\":\"chat\",\"model\":\"b\",\"input\":\"a\"}|model|"
            + "duplicate_parameter",
      })
  void aFaultIsNamedWithItsField(String path, String body, String field, String code) {
    try (ScriptedProvider provider = new ScriptedProvider(answers(200, VECTORS));
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer got = post(gateway, path, body);

      assertThat(got.status()).isEqualTo(400);
      assertThat(got.error("param")).isEqualTo(field);
      assertThat(got.error("code")).isEqualTo(code);
      assertThat(provider.requests()).isEmpty();
    }
  }

  private static String text(String text, String finish) {
    return """
    {"id":"cmpl-1","object":"text_completion","created":1700000000,"model":"up/text",\
    "choices":[{"index":0,"text":"%s","logprobs":null,"finish_reason":%s}]}\
    """
        .formatted(text, finish);
  }

  private static final String COUNTED =
      """
      {"id":"cmpl-1","object":"text_completion","created":1700000000,"model":"up/text",\
      "choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}\
      """;

  private static final String CONTINUE = "{\"model\":\"text\",\"prompt\":\"Once\",\"stream\":true}";

  private static RunningGateway texts(ScriptedProvider provider) {
    return RunningGateway.with(new Settings().model("text", provider, "upstream", "up/text"));
  }

  @Test
  void aTextIsStreamedWithoutTheUsageThatOnlyTheGatewayAskedFor() {
    Script script = streams(text("Grü", "null"), text("ße", "\"stop\""), COUNTED, "[DONE]");
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = texts(provider)) {
      Answer got = post(gateway, "/v1/completions", CONTINUE);

      assertThat(got.data())
          .containsExactly(
              text("Grü", "null").replace("up/text", "text"),
              text("ße", "\"stop\"").replace("up/text", "text"),
              "[DONE]");
      assertThat(gateway.meter("sluice_tokens_total{direction=\"out\"")).isEqualTo(2);
    }
  }

  @Test
  void aTextThatIsCutEndsWithAnError() {
    Script script = streams(text("Grü", "null"));
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = texts(provider)) {
      Answer got = post(gateway, "/v1/completions", CONTINUE);

      assertThat(got.data().getFirst()).contains("Grü");
      assertThat(got.body()).contains("\"error\"").doesNotContain("[DONE]");
    }
  }

  @Test
  void anotherMethodIsRefused() {
    try (ScriptedProvider provider = new ScriptedProvider(answers(200, VECTORS));
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer got = gateway.ask("GET", "/v1/embeddings");

      assertThat(got.status()).isEqualTo(405);
      assertThat(got.header("allow")).isEqualTo("POST, OPTIONS");
    }
  }
}
