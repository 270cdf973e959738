package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class CadenceTest {
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final Verdict GOOD = new Verdict.Alive(null);
  private static final Verdict BAD = new Verdict.Dead("silence");

  @Test
  void spreadsTheFirstProbesAndVariesTheOthers() {
    LongStream firsts = LongStream.range(0, 200).map(seed -> cadence(0.2, false, seed).first());
    Cadence patient = cadence(0.2, false, 1);
    LongStream others = LongStream.range(0, 200).map(_ -> patient.next(false));

    assertThat(firsts.summaryStatistics())
        .satisfies(all -> assertThat(all.getMin()).isBetween(0L, 200L))
        .satisfies(all -> assertThat(all.getMax()).isBetween(1_800L, 2_000L));
    assertThat(others.summaryStatistics())
        .satisfies(all -> assertThat(all.getMin()).isBetween(8_000L, 8_200L))
        .satisfies(all -> assertThat(all.getMax()).isBetween(11_800L, 12_000L));
  }

  @Test
  void asksEagerlyUntilThereIsAList() {
    Cadence eager = cadence(0, true, 1);

    assertThat(eager.first()).isZero();
    assertThat(LongStream.range(0, 6).map(_ -> eager.next(false)))
        .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
    assertThat(eager.next(true)).isEqualTo(10_000);
    assertThat(eager.next(false)).isEqualTo(10_000);
  }

  @Test
  void asksSoonerWhatAnswersAgainUntilThatIsBelieved() {
    HealthConfig config = new HealthConfig(true, TEN, 0, TEN, 3, 3, TEN);
    Cadence cadence = new Cadence(config, false, new SplittableRandom(1));

    assertThat(
            Stream.of(GOOD, BAD, BAD, GOOD, new Verdict.Unsaid(), GOOD, GOOD, GOOD)
                .map(verdict -> {
                  cadence.heard(verdict);
                  return cadence.next(false);
                }))
        .containsExactly(10_000L, 10_000L, 10_000L, 2_500L, 10_000L, 2_500L, 10_000L, 10_000L);
  }

  @Test
  void asksTwiceAsOftenWhatIsDown() {
    HealthConfig config = new HealthConfig(true, TEN, 0, TEN, 2, 2, TEN);
    Cadence cadence = new Cadence(config, false, new SplittableRandom(1));

    assertThat(
            Stream.of(BAD, BAD, BAD, GOOD, BAD, GOOD, GOOD, BAD)
                .map(verdict -> {
                  cadence.heard(verdict);
                  return cadence.next(false);
                }))
        .containsExactly(10_000L, 5_000L, 5_000L, 2_500L, 5_000L, 2_500L, 10_000L, 10_000L);
  }

  @Property
  void leavesTenSecondsOfHalfAMinuteForTheFirstAnswersOfATargetThatHung(@ForAll long seed) {
    HealthConfig config = HealthConfig.defaults();
    Cadence cadence = new Cadence(config, false, new SplittableRandom(seed));
    for (int bad = 0; bad < config.down(); bad++) {
      cadence.heard(BAD);
    }
    // It recovers right after a probe was sent that is not answered any more.
    long millis = config.timeout().toMillis() + cadence.next(false);
    for (int good = 1; good < config.up(); good++) {
      cadence.heard(GOOD);
      millis += cadence.next(false);
    }

    assertThat(Duration.ofMillis(millis)).isLessThan(Duration.ofSeconds(20));
  }

  @Property
  void bringsARecoveredTargetBackWithinHalfAMinuteByDefault(@ForAll long seed) {
    HealthConfig config = HealthConfig.defaults();
    Cadence cadence = new Cadence(config, false, new SplittableRandom(seed));
    cadence.heard(BAD);
    // It recovers right after the bad probe.
    long millis = cadence.next(false);
    for (int good = 1; good < config.up(); good++) {
      cadence.heard(GOOD);
      millis += cadence.next(false);
    }

    assertThat(Duration.ofMillis(millis)).isLessThan(Duration.ofSeconds(30));
    assertThat(BreakerConfig.defaults().reset()).isLessThan(Duration.ofSeconds(30));
  }

  private static Cadence cadence(double jitter, boolean eager, long seed) {
    Duration interval = Duration.ofSeconds(10);
    HealthConfig config = new HealthConfig(true, interval, jitter, interval, 1, 1, interval);
    return new Cadence(config, eager, new SplittableRandom(seed));
  }
}
