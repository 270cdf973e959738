package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.ScriptedProvider.Script.inTurn;
import static dev.sluice.e2e.Scripts.ANSWER;
import static dev.sluice.e2e.Scripts.answers;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.serves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.ScriptedProvider.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a target is left alone when its provider says that it wants to be. */
final class CooldownTest {
  private static final String RETRY_INFO =
      """
      [{"error":{"code":429,"message":"quota","status":"RESOURCE_EXHAUSTED","details":[\
      {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"31s"}]}}]\
      """;

  @Test
  void aTargetThatAsksForTwoSecondsIsNotHammered() {
    List<Long> attempts = new CopyOnWriteArrayList<>();
    Script busyOnce =
        inTurn(refuses(429, "requests", "rate_limit_exceeded", "retry-after: 2"), serves());
    Script timed =
        (request, socket) -> {
          attempts.add(System.nanoTime());
          busyOnce.play(request, socket);
        };
    try (ScriptedProvider only = new ScriptedProvider(timed);
        RunningGateway gateway = RunningGateway.with(new Settings().limits("exchanges", 50), only);
        RawClient patient = gateway.client()) {
      patient.chat(STREAM);
      await().until(() -> !attempts.isEmpty());
      await()
          .pollInterval(Duration.ofMillis(20))
          .untilAsserted(() -> {
            Answer answer = gateway.chat(WHOLE);
            if (answer.status() != 200) {
              assertThat(answer.error("code")).isEqualTo("no_target_available");
              assertThat(answer.header("retry-after")).isIn("1", "2");
              assertThat(Integer.parseInt("" + answer.header("retry-after-ms")))
                  .isBetween(1, 2_000);
            }
            assertThat(answer.status()).isEqualTo(200);
          });

      assertThat(patient.answer().data()).hasSize(5);
      assertThat(Duration.ofNanos(attempts.get(1) - attempts.get(0)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 6m0s",
        "x-ratelimit-remaining-tokens: 0\r\nx-ratelimit-reset-tokens: 30.5",
        "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 4102444800",
        "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 4102444800000",
        "anthropic-ratelimit-requests-remaining: 0\r\n"
            + "anthropic-ratelimit-requests-reset: 2100-01-01T00:00:00Z",
      })
  void aTargetWhoseLimitsAreUsedUpByAGoodAnswerIsLeftAloneUntilTheyReset(String limits) {
    Script last = answers(200, ANSWER, limits);
    try (ScriptedProvider first = new ScriptedProvider(last);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(first, second)) {
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("second/chat");
      assertThat(first.attempts()).isEqualTo(1);
    }
  }

  @Test
  void aTargetWithSomethingLeftIsNotLeftAlone() {
    Script some =
        answers(
            200,
            ANSWER,
            "x-ratelimit-remaining-requests: 1",
            "x-ratelimit-reset-requests: 6m0s",
            "x-ratelimit-remaining-tokens: 0",
            "x-ratelimit-reset-tokens: 0s");
    try (ScriptedProvider first = new ScriptedProvider(some);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(first, second)) {
      assertThat(IntStream.range(0, 3).mapToObj(_ -> gateway.chat(WHOLE).header("x-sluice-target")))
          .containsOnly("first/chat");
    }
  }

  @Test
  void aLimitThatResetsInAMomentIsOverInAMoment() {
    Script used = answers(200, ANSWER, "x-ratelimit-remaining: 0", "x-ratelimit-reset: 200ms");
    try (ScriptedProvider first = new ScriptedProvider(used);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(first, second)) {
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("first/chat");
      await()
          .untilAsserted(() ->
              assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("first/chat"));
    }
  }

  @Test
  void theWaitInAnErrorsDetailsIsObeyedAndToldToTheClient() {
    try (ScriptedProvider only = new ScriptedProvider(answers(429, RETRY_INFO));
        RunningGateway gateway = RunningGateway.before(only)) {
      Answer throttled = gateway.chat(WHOLE);
      Answer later = gateway.chat(WHOLE);

      assertThat(throttled.status()).isEqualTo(429);
      assertThat(throttled.header("retry-after-ms")).isEqualTo("31000");
      assertThat(later.error("code")).isEqualTo("no_target_available");
      assertThat(Integer.parseInt("" + later.header("retry-after"))).isBetween(25, 31);
      assertThat(only.attempts()).isEqualTo(1);
    }
  }

  @Test
  void theClientIsToldTheShortestWaitOfAllTargets() {
    Script shorter = refuses(429, "requests", "rate_limit_exceeded", "retry-after: 50");
    Script longer = refuses(429, "requests", "rate_limit_exceeded", "retry-after: 3600");
    try (ScriptedProvider first = new ScriptedProvider(longer);
        ScriptedProvider second = new ScriptedProvider(shorter);
        RunningGateway gateway = RunningGateway.before(first, second)) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(429);
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.error("code")).isEqualTo("no_target_available");
      assertThat(Integer.parseInt("" + answer.header("retry-after"))).isBetween(40, 50);
      assertThat(Integer.parseInt("" + answer.header("retry-after-ms"))).isBetween(40_000, 50_000);
    }
  }
}
