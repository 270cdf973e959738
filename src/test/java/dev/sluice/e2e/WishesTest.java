package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.serves;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may say about the choice between targets, and what they are told of it. */
final class WishesTest {
  @ParameterizedTest
  @CsvSource({
    "x-sluice-strategy, fastest",
    "x-sluice-prefer, cheapest",
    "x-sluice-max-price, free",
    "x-sluice-max-ttft-ms, soon",
    "x-sluice-min-success, 99",
    "x-sluice-min-quality, 2",
    "x-sluice-region, ','",
    "x-sluice-task, cooking",
    "x-sluice-quality, best",
    "x-sluice-explain, please"
  })
  void aWishThatIsNotUnderstoodIsRefused(String header, String value) {
    try (ScriptedProvider provider = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer answer = gateway.chat(WHOLE, header + ": " + value);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error("type")).isEqualTo("invalid_request_error");
      assertThat(answer.error("param")).isEqualTo(header);
      assertThat(answer.error("code")).isEqualTo("invalid_value");
      assertThat(provider.attempts()).isZero();
    }
  }

  @Test
  void wishesThatAreUnderstoodAreServed() {
    try (ScriptedProvider provider = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer answer =
          gateway.chat(
              WHOLE,
              "x-sluice-strategy: random",
              "x-sluice-prefer: cheap",
              "x-sluice-task: chat",
              "x-sluice-quality: low",
              "x-sluice-conversation: 42");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers()).doesNotContainKey("x-sluice-explain");
      assertThat(provider.requests().getFirst().head()).doesNotContain("x-sluice-");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {WHOLE, STREAM})
  void theReasonsComeWithTheAnswerWhenTheyAreAskedFor(String request) {
    try (ScriptedProvider provider = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer answer = gateway.chat(request, "x-sluice-explain: true");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-sluice-explain")).contains("first/chat").hasSizeLessThan(201);
    }
  }

  @Test
  void theReasonsComeWithAFailureToo() {
    try (ScriptedProvider provider =
            new ScriptedProvider(Scripts.refuses(400, "invalid_request_error", "no"));
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer answer = gateway.chat(WHOLE, "x-sluice-explain: true");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("x-sluice-explain")).contains("first/chat");
    }
  }
}
