package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault before the first content: what it costs and what the client hears of it. */
final class FaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.sluice.e2e.Fault#table")
  @Keeps({"SSE-1", "OC-16"})
  void theOnlyTargetsFaultIsToldByStatusAndBody(Fault fault) {
    try (ScriptedProvider only = new ScriptedProvider(fault.script());
        RunningGateway gateway =
            RunningGateway.with(new Settings().timeouts("firstByte", PATIENCE), only)) {
      Answer answer = gateway.chat(fault.request(), "x-request-id: mine");

      assertThat(answer.status()).isEqualTo(fault.status());
      assertThat(answer.error("type")).isEqualTo(fault.type());
      assertThat(answer.error("code")).isEqualTo(fault.code());
      assertThat(answer.error("message")).isNotBlank().doesNotContain("127.0.0.1", "sk-secret");
      assertThat(answer.headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("x-request-id", "mine")
          .containsEntry("x-sluice-attempts", String.valueOf(fault.attempts()))
          .doesNotContainKey("x-sluice-target");
      assertThat(only.attempts()).isEqualTo(fault.attempts());
      gateway.awaitRest();
      assertThat(only.open()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.sluice.e2e.Fault#table")
  void theNextTargetAnswersUnlessTheRequestIsAtFault(Fault fault) {
    try (ScriptedProvider first = new ScriptedProvider(fault.script());
        ScriptedProvider second = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway =
            RunningGateway.with(new Settings().timeouts("firstByte", PATIENCE), first, second)) {
      Answer answer = gateway.chat(fault.request());

      if (fault.before() == 0) {
        assertThat(answer.status()).isEqualTo(fault.status());
        assertThat(second.attempts()).isZero();
        assertThat(first.attempts()).isEqualTo(1);
        return;
      }
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers())
          .containsEntry("x-sluice-target", "second/chat")
          .containsEntry("x-sluice-attempts", String.valueOf(fault.before() + 1));
      if (fault.streaming()) {
        assertThat(answer.data()).last().isEqualTo(Scripts.DONE);
      } else {
        assertThat(answer.body()).isEqualTo(Scripts.ANSWER);
      }
      assertThat(first.attempts()).isEqualTo(fault.before());
      assertThat(second.attempts()).isEqualTo(1);
    }
  }
}
