package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.Dialect;
import dev.sluice.model.Money;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Timeouts;
import dev.sluice.model.Usage;
import dev.sluice.stats.NodeStats;
import dev.sluice.stats.TargetCounters;
import dev.sluice.telemetry.OutcomeKind;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CountedMeasurementsTest {
  private static final Target ONE = target("p", "one");
  private static final Target TWO = target("p", "two");
  private static final Target OTHER = target("q", "other");

  private final NodeStats stats = new NodeStats(2, List.of(ONE, TWO, OTHER));
  private final CountedMeasurements measurements = new CountedMeasurements(stats);

  @Test
  void lanesAndTargetsAddUp() {
    attempt(0, ONE, OutcomeKind.COMPLETED);
    attempt(1, ONE, OutcomeKind.SILENT);
    attempt(1, TWO, OutcomeKind.COMPLETED);

    assertThat(measurements.target(ONE).attempts()).isEqualTo(2);
    assertThat(measurements.target(ONE).successRate()).isEqualTo(0.5);
    assertThat(measurements.provider("p").attempts()).isEqualTo(3);
    assertThat(measurements.all().outcomes()).isEqualTo(Map.of("completed", 2.0, "silent", 1.0));
    assertThat(measurements.all().tokens()).isEqualTo(new Figures.Tokens(30, 6, 15));
    assertThat(measurements.all().costNanos()).isEqualTo(300);
  }

  @Test
  void whatSaysNothingAboutATargetIsNoAttemptOfIt() {
    attempt(0, ONE, OutcomeKind.CLIENT_GONE);
    attempt(0, ONE, OutcomeKind.REJECTED);
    Figures figures = measurements.target(ONE);
    assertThat(figures.attempts()).isZero();
    assertThat(figures.successRate()).isNull();
    assertThat(figures.outcomes()).containsOnlyKeys("client_gone", "rejected");
  }

  @Test
  void nothingMeasuredIsUnknownAndNotZero() {
    Figures figures = measurements.target(ONE);
    assertThat(figures.successRate()).isNull();
    assertThat(figures.successAtLeast()).isNull();
    assertThat(figures.firstToken()).isEqualTo(Figures.Times.UNKNOWN);
  }

  @Test
  void aResetForgetsButNotWhatIsUnderWay() {
    attempt(0, ONE, OutcomeKind.COMPLETED);
    counters(0, ONE).started();
    measurements.reset();
    attempt(1, ONE, OutcomeKind.CUT);

    Figures figures = measurements.target(ONE);
    assertThat(figures.attempts()).isEqualTo(1);
    assertThat(figures.successes()).isZero();
    assertThat(figures.inFlight()).isEqualTo(1);
    assertThat(figures.tokens()).isEqualTo(new Figures.Tokens(10, 2, 5));
  }

  @Property
  void theLowerBoundIsBelowTheRateAndNearsIt(
      @ForAll @IntRange(max = 50) int successes, @ForAll @IntRange(max = 50) int failures) {
    double attempts = successes + failures + 1.0;
    double rate = successes / attempts;
    double few = CountedMeasurements.atLeast(successes, attempts);
    double many = CountedMeasurements.atLeast(successes * 10_000.0, attempts * 10_000);
    assertThat(few).isBetween(0.0, rate);
    assertThat(many).isGreaterThanOrEqualTo(few - 1e-9).isCloseTo(rate, within(0.01));
  }

  private TargetCounters counters(int lane, Target target) {
    return stats.lane(lane).of(target.id());
  }

  private void attempt(int lane, Target target, OutcomeKind outcome) {
    TargetCounters counters = counters(lane, target);
    counters.started();
    counters.used(new Usage(10, 2, 0, 5, 0));
    counters.spent(new Money(100));
    counters.ended(outcome, 1_000_000);
  }

  private static Target target(String provider, String upstream) {
    return new Target(
        TargetId.of(provider, upstream),
        provider,
        Dialect.OPENAI_CHAT,
        upstream,
        1,
        1,
        true,
        0,
        null,
        Timeouts.defaults(),
        false);
  }
}
