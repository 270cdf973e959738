package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.serves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.ScriptedProvider.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a target is left alone, and how it comes back. */
final class BreakerTest {
  private static final Script DOWN = refuses(503, "server_error", "down");
  private static final String CLOSED =
      "sluice_breaker_state{state=\"closed\",target=\"first/chat\"}";
  private static final String OPENED =
      "sluice_breaker_changes_total{state=\"open\",target=\"first/chat\"}";

  @Test
  void whenAllAreDownForeverTheirBreakersOpenAndNothingReachesThemAnyMore() {
    Settings settings = new Settings().breaker("failures", 4);
    try (ScriptedProvider first = new ScriptedProvider(DOWN);
        ScriptedProvider second = new ScriptedProvider(DOWN);
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      for (int i = 0; i < 2; i++) {
        Answer answer = gateway.chat(WHOLE);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error("code")).isEqualTo("upstream_error");
      }
      for (String request : new String[] {WHOLE, STREAM}) {
        Answer answer = gateway.chat(request);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error("code")).isEqualTo("no_target_available");
        assertThat(answer.error("message"))
            .contains("first/chat (breaker_open)", "second/chat (breaker_open)");
        assertThat(answer.headers()).containsKeys("retry-after", "retry-after-ms");
      }
      assertThat(first.attempts()).isEqualTo(4);
      assertThat(second.attempts()).isEqualTo(4);
    }
  }

  @Test
  void aFlappingTargetIsLeftAloneTriedAndTakenBack() {
    Settings settings =
        new Settings().breaker("failures", 2, "reset", Duration.ofMillis(300), "probes", 2);
    try (ScriptedProvider first = new ScriptedProvider(DOWN);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, first, second)) {
      for (int flap = 1; flap <= 2; flap++) {
        int before = first.attempts();
        first.script(DOWN);
        await()
            .untilAsserted(() -> {
              assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("second/chat");
              assertThat(gateway.meter(CLOSED)).isZero();
            });
        assertThat(first.attempts()).isGreaterThan(before);
        first.script(serves());
        await()
            .untilAsserted(() -> {
              assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
              assertThat(gateway.meter(CLOSED)).isEqualTo(1);
            });
        assertThat(gateway.meter(OPENED)).isEqualTo(flap);
      }
    }
  }

  @Test
  void aFailedTrialOpensTheBreakerAgain() {
    Settings settings = new Settings().breaker("failures", 2, "reset", Duration.ofMillis(200));
    try (ScriptedProvider only = new ScriptedProvider(DOWN);
        RunningGateway gateway = RunningGateway.with(settings, only)) {
      await()
          .untilAsserted(() -> {
            assertThat(gateway.chat(WHOLE).status()).isEqualTo(503);
            assertThat(gateway.meter(OPENED)).isGreaterThanOrEqualTo(2);
          });
      assertThat(only.attempts()).isLessThanOrEqualTo(2 + (int) gateway.meter(OPENED));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"context_length_exceeded", "content_filter"})
  void aTargetIsNotBlamedForWhatTheClientAsked(String code) {
    Script refuses = refuses(400, "invalid_request_error", code);
    try (ScriptedProvider first = new ScriptedProvider(refuses);
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway =
            RunningGateway.with(
                new Settings().breaker("failures", 1, "minimum", 1), first, second);
        RawClient client = gateway.client()) {
      for (int i = 0; i < 20; i++) {
        assertThat(client.chat(WHOLE).answer().error("code")).isEqualTo(code);
      }
      assertThat(first.attempts()).isEqualTo(20);
      assertThat(first.accepted()).isEqualTo(1);
      assertThat(second.attempts()).isZero();
      assertThat(gateway.meter(CLOSED)).isEqualTo(1);
      assertThat(gateway.meter(OPENED)).isZero();
    }
  }

  @Test
  void aPrimaryThatIsDownIsReplacedThroughoutAndTakesItsTrafficBack() {
    Settings settings =
        new Settings().breaker("failures", 3, "reset", Duration.ofMillis(150), "probes", 2);
    try (ScriptedProvider primary = new ScriptedProvider(serves());
        ScriptedProvider reserve = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(settings, primary, reserve)) {
      assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("first/chat");
      primary.script(Scripts.closes());
      double trials = gateway.meter("sluice_breaker_changes_total{state=\"half_open\"");
      // The outage lasts for several times the breaker's reset time.
      while (gateway.meter("sluice_breaker_changes_total{state=\"half_open\"") < trials + 4) {
        assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("second/chat");
      }
      primary.script(serves());
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> "first/chat".equals(gateway.chat(STREAM).header("x-sluice-target")));

      for (int i = 0; i < 20; i++) {
        assertThat(gateway.chat(STREAM).header("x-sluice-target")).isEqualTo("first/chat");
      }
    }
  }
}
