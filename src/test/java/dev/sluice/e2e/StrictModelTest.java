package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.ScriptedProvider.Script;
import org.junit.jupiter.api.Test;

/** Models whose requests are refused rather than losing something on their way. */
final class StrictModelTest {
  private static final String SEEDED = WHOLE.replace("{\"model\"", "{\"seed\":7,\"model\"");

  private static final Script MESSAGE =
      Scripts.answers(
          200,
          "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\","
              + "\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"end_turn\","
              + "\"usage\":{\"input_tokens\":5,\"output_tokens\":2}}");

  @Test
  void aModelRefusesWhatWouldLoseAField() {
    try (ScriptedProvider provider = new ScriptedProvider(MESSAGE);
        RunningGateway gateway =
            new RunningGateway(
                new Settings().policy("strict", true).anthropic("claude", provider))) {
      Answer refused = gateway.chat(SEEDED);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.error("param")).isEqualTo("seed");
      assertThat(refused.error("code")).isEqualTo("unsupported_parameter");
      assertThat(provider.requests()).isEmpty();
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      gateway.awaitRest();
    }
  }

  @Test
  void theHeaderStandsAboveTheModel() {
    try (ScriptedProvider provider = new ScriptedProvider(MESSAGE);
        RunningGateway gateway =
            new RunningGateway(
                new Settings().policy("strict", true).anthropic("claude", provider))) {
      Answer served = gateway.chat(SEEDED, "x-sluice-strict: false");
      assertThat(served.status()).isEqualTo(200);
      assertThat(served.header("x-sluice-dropped")).contains("seed");
      gateway.awaitRest();
    }
    try (ScriptedProvider provider = new ScriptedProvider(MESSAGE);
        RunningGateway gateway = new RunningGateway(new Settings().anthropic("claude", provider))) {
      assertThat(gateway.chat(SEEDED).status()).isEqualTo(200);
      assertThat(gateway.chat(SEEDED, "x-sluice-strict: true").status()).isEqualTo(400);
      gateway.awaitRest();
    }
  }

  @Test
  void aTargetThatLosesNothingIsAskedInstead() {
    try (ScriptedProvider claude = new ScriptedProvider(MESSAGE);
        ScriptedProvider other = new ScriptedProvider(Scripts.answers());
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .policy("strict", true)
                    .anthropic("claude", claude)
                    .target("other", other))) {
      Answer answer = gateway.chat(SEEDED);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("x-sluice-target")).startsWith("other/");
      assertThat(answer.header("x-sluice-dropped")).isNull();
      assertThat(claude.requests()).isEmpty();
      gateway.awaitRest();
    }
  }
}
