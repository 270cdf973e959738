package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How soon a primary that was down takes its traffic back: within half a minute with all defaults.
 * All times are a tenth of the defaults; with {@code -Drecovery.part=1} they are the defaults.
 */
final class RecoveryTest {
  private static final int PART = Integer.getInteger("recovery.part", 10);
  private static final Duration LONGEST = part(Duration.ofSeconds(30));
  private static final Duration OUTAGE = part(Duration.ofMinutes(1));

  static Stream<Script> faults() {
    return Stream.of(Scripts.closes(), Scripts.refuses(503, "server_error", "down"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPrimaryTakesItsTrafficBackWithinHalfAMinute(Script fault) {
    HealthConfig health = HealthConfig.defaults();
    BreakerConfig breaker = BreakerConfig.defaults();
    Settings settings =
        new Settings()
            .breaker("reset", part(breaker.reset()), "window", part(breaker.window()))
            .probed(
                "interval", part(health.interval()),
                "timeout", part(health.timeout()),
                "warmUp", part(health.warmUp()));
    try (ScriptedProvider primary = new ScriptedProvider(Scripts.serves());
        ScriptedProvider reserve = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.with(settings, primary, reserve)) {
      assertThat(target(gateway)).isEqualTo("first/chat");
      primary.script(fault);
      long end = System.nanoTime() + OUTAGE.toNanos();
      await()
          .atMost(OUTAGE.plusMinutes(1))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            assertThat(target(gateway)).isEqualTo("second/chat");
            return System.nanoTime() > end;
          });
      primary.script(Scripts.serves());
      long recovered = System.nanoTime();

      await()
          .atMost(LONGEST)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> Stream.generate(() -> target(gateway)).limit(5).allMatch("first/chat"::equals));

      assertThat(Duration.ofNanos(System.nanoTime() - recovered)).isLessThan(LONGEST);
      for (int i = 0; i < 20; i++) {
        assertThat(target(gateway)).isEqualTo("first/chat");
      }
    }
  }

  private static String target(RunningGateway gateway) {
    Answer answer = gateway.chat(WHOLE);
    assertThat(answer.status()).isEqualTo(200);
    return "" + answer.header("x-sluice-target");
  }

  private static Duration part(Duration whole) {
    return whole.dividedBy(PART);
  }
}
