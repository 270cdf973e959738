package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.OpenAiConfig;
import org.junit.jupiter.api.Test;

/** Requests with much in them, which are read beside the event loop and sent in slices. */
final class LongBodyTest {
  private static final int LENGTH = 3_000_000;
  private static final String PICTURE = "iVBORw0KGgo" + "A".repeat(LENGTH - 11);

  private static String ask(String model, String end) {
    return """
    {"model":"%s","messages":[{"role":"user","content":[{"type":"image_url","image_url":\
    {"url":"data:image/png;base64,%s"}}]}]%s\
    """
        .formatted(model, PICTURE, end);
  }

  @Test
  void itPassesByteForByteAndAgainToTheNextTarget() {
    String request = ask("chat", "}");
    try (ScriptedProvider first = new ScriptedProvider(Scripts.answers(500, "{}"));
        ScriptedProvider second = new ScriptedProvider(Scripts.answers());
        RunningGateway gateway =
            RunningGateway.with(new Settings().failover("retries", 0), first, second)) {
      Answer answer = gateway.chat(request);

      assertThat(answer.body()).isEqualTo(Scripts.ANSWER);
      assertThat(answer.headers()).containsEntry("x-sluice-attempts", "2");
      for (ScriptedProvider each : new ScriptedProvider[] {first, second}) {
        assertThat(each.requests().getFirst().body().equals(request)).isTrue();
        assertThat(each.requests().getFirst().head())
            .containsOnlyOnce("content-length: " + request.length());
      }
      gateway.awaitRest();
    }
  }

  @Test
  void theTargetsNameOfTheModelIsPutInItsPlace() {
    try (ScriptedProvider only = new ScriptedProvider(Scripts.answers());
        RunningGateway gateway =
            new RunningGateway(
                new Settings().speaking("first", only, OpenAiConfig::new, "its-own"))) {
      assertThat(gateway.chat(ask("chat", "}")).status()).isEqualTo(200);

      assertThat(only.requests().getFirst().body().equals(ask("its-own", "}"))).isTrue();
    }
  }

  @Test
  void aMistakeInItIsTold() {
    try (ScriptedProvider only = new ScriptedProvider(Scripts.answers());
        RunningGateway gateway = RunningGateway.before(only)) {
      Answer unclosed = gateway.chat(ask("chat", ""));
      Answer unlikely = gateway.chat(ask("chat", ",\"n\":0}"));

      assertThat(unclosed.status()).isEqualTo(400);
      assertThat(unclosed.error("message")).contains("JSON");
      assertThat(unlikely.status()).isEqualTo(400);
      assertThat(unlikely.error("param")).isEqualTo("n");
      assertThat(only.attempts()).isZero();
      gateway.awaitRest();
    }
  }

  /** The newest version of the API refuses a temperature; its tokens are counted likewise. */
  @Test
  void aProvidersRulesHoldForIt() {
    String end = ",\"temperature\":1,\"max_tokens\":9}";
    String request =
        ask("chat", end)
            .replace(
                "\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,",
                "\"text\",\"text\":\"")
            .replace("\"}}]", "\"}]");
    try (ScriptedProvider only =
            new ScriptedProvider(Scripts.answers(200, MessagesScripts.ANSWER));
        RunningGateway gateway = new RunningGateway(before2026(only))) {
      Answer answer = messages(gateway, "/v1/messages", request);
      Answer counted = messages(gateway, "/v1/messages/count_tokens", request);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-sluice-dropped")).startsWith("temperature");
      assertThat(
              only.requests().getFirst().body().equals(request.replace("\"temperature\":1,", "")))
          .isTrue();
      assertThat(counted.body()).matches("\\{\"input_tokens\":[1-9][0-9]+}");
    }
  }

  private static Settings before2026(ScriptedProvider provider) {
    return new Settings()
        .speaking(
            "claude",
            provider,
            to -> new AnthropicConfig(to, AnthropicConfig.VERSION_2026, false),
            "chat");
  }

  private static Answer messages(RunningGateway gateway, String path, String json) {
    try (RawClient client = gateway.client()) {
      return client
          .send(RawClient.request("POST", path, json, "anthropic-version: 2023-06-01"))
          .answer();
    }
  }

  /** Room for one at a time: each gives back what it took, however it ended. */
  @Test
  void whatItHeldIsThereAgain() {
    Settings settings = new Settings().limits("memory", LENGTH + LENGTH / 2);
    try (ScriptedProvider only = new ScriptedProvider(Scripts.silent());
        RunningGateway gateway = RunningGateway.with(settings, only)) {
      try (RawClient client = gateway.client()) {
        client.chat(ask("chat", "}"));
        await().untilAsserted(() -> assertThat(only.attempts()).isEqualTo(1));
        client.leave();
      }
      gateway.awaitRest();
      only.script(Scripts.answers());
      assertThat(gateway.chat(ask("chat", "")).status()).isEqualTo(400);
      assertThat(gateway.chat(ask("chat", "}")).status()).isEqualTo(200);
    }
  }
}
