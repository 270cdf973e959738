package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.serves;
import static dev.sluice.e2e.Scripts.silent;
import static dev.sluice.e2e.Scripts.streamHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a silent target is waited for while another one could answer. */
final class FirstTokenTest {
  private static final Duration SOON = Duration.ofMillis(300);

  private static Settings firstToken(Duration bound) {
    return new Settings().rules("firstToken", bound);
  }

  private static Script after(int millis, Script script) {
    return (request, socket) ->
        ScriptedProvider.VERTX.setTimer(millis, _ -> script.play(request, socket));
  }

  @Test
  void aFirstTokenThatTakesTwentySecondsIsAnsweredByAnotherTargetWithinFive() {
    Settings settings = firstToken(Duration.ofSeconds(3));
    try (ScriptedProvider first = new ScriptedProvider(after(20_000, serves()));
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      long asked = System.nanoTime();
      Answer answer = gateway.chat(STREAM);

      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
      assertThat(answer.data()).hasSize(5);
      assertThat(answer.header("x-sluice-target")).isEqualTo("second/chat");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("2");
      assertThat(first.attempts()).isEqualTo(1);
      await().untilAsserted(() -> assertThat(first.open()).isEmpty());
    }
  }

  @Test
  void theLastTargetIsWaitedForUpToItsOwnBounds() {
    try (ScriptedProvider first = new ScriptedProvider(silent());
        ScriptedProvider second = new ScriptedProvider(after(900, serves()));
        RunningGateway gateway = RunningGateway.with(firstToken(SOON), first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.header("x-sluice-target")).isEqualTo("second/chat");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("2");
    }
  }

  @Test
  void aLateTargetIsWaitedForWhenTheOthersBecameUnfit() {
    Settings settings = firstToken(SOON).limits("exchanges", 3);
    try (ScriptedProvider first = new ScriptedProvider(after(1_500, serves()));
        ScriptedProvider second =
            new ScriptedProvider(refuses(429, "requests", "slow_down", "retry-after: 30"));
        RunningGateway gateway = RunningGateway.with(settings, first, second);
        RawClient late = gateway.client();
        RawClient later = gateway.client()) {
      // The second target begins to cool for the first request, before the second one looks for it.
      late.chat(STREAM);
      await().until(() -> first.attempts() == 1);
      await().until(() -> second.attempts() == 1);
      later.chat(STREAM);

      assertThat(later.answer().header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(late.answer().status()).isEqualTo(429);
    }
  }

  @Test
  void aLateTargetIsWaitedForWhenTheRetryBudgetIsSpent() {
    Settings settings = firstToken(SOON).failover("retryShare", 0.0, "retryFloor", 0);
    try (ScriptedProvider first = new ScriptedProvider(after(900, serves()));
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void aWholeAnswerHasNoFirstTokenToBeLate() {
    try (ScriptedProvider first = new ScriptedProvider(after(900, serves()));
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(firstToken(SOON), first, second)) {
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void commentsAreNoFirstToken() {
    Script comments =
        (_, socket) -> {
          socket.write(streamHead());
          ScriptedProvider.VERTX.setPeriodic(
              50,
              timer ->
                  socket
                      .write(Scripts.chunk(": thinking\n\n"))
                      .onFailure(_ -> ScriptedProvider.VERTX.cancelTimer(timer)));
        };
    try (ScriptedProvider first = new ScriptedProvider(comments);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(firstToken(SOON), first, second)) {
      assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("second/chat");
    }
  }

  @Test
  void silenceWithinAWholeAnswerMovesOnByTheOtherRule() {
    Script stalls =
        Scripts.says(
            Buffer.buffer(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                    + "content-length: 999\r\n\r\n{\"id\""));
    Settings settings = new Settings().rules("betweenTokens", SOON);
    try (ScriptedProvider first = new ScriptedProvider(stalls);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.header("x-sluice-target")).isEqualTo("second/chat");
      assertThat(first.attempts()).isEqualTo(1);
    }
  }

  @Test
  void silenceAfterATokenReachedTheClientIsNotHealedByAnotherTarget() {
    Settings settings =
        firstToken(SOON)
            .rules("betweenTokens", SOON)
            .timeouts("betweenBytes", SOON.multipliedBy(3));
    Script stalls = Scripts.streams(_ -> {}, Scripts.ROLE, Scripts.HELLO);
    try (ScriptedProvider first = new ScriptedProvider(stalls);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      Answer answer = gateway.chat(STREAM);

      assertThat(answer.data()).hasSize(3);
      assertThat(answer.data().getLast()).contains("upstream_timeout");
      assertThat(second.attempts()).isZero();
    }
  }

  @Test
  void aLateTargetIsHeldResponsible() {
    Settings settings = firstToken(SOON).breaker("failures", 1, "minimum", 1);
    try (ScriptedProvider first = new ScriptedProvider(silent());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      for (int i = 0; i < 3; i++) {
        assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("second/chat");
      }
      assertThat(first.attempts()).isEqualTo(1);
    }
  }
}
