package dev.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Estimate;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Targets;
import dev.sluice.routing.Statistics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MeasuredFirstTokenTest {
  private static final Target TARGET = Targets.of("acme", null).id(new TargetId("acme/one")).make();

  private static FirstTokenBound bound(TargetStatistics known) {
    return new MeasuredFirstToken(
        new Statistics() {
          @Override
          public TargetStatistics of(Target target) {
            return known;
          }

          @Override
          public int inFlight(Target target) {
            return 0;
          }

          @Override
          public double peakFirstToken(Target target) {
            return 0;
          }
        });
  }

  private static TargetStatistics statistics(double attempts) {
    Estimate whole = new Estimate(10, 4, attempts);
    return new TargetStatistics(
        attempts, attempts, Estimate.NONE, whole, Estimate.NONE, Estimate.NONE, 0, 1.5);
  }

  @Test
  void isThePercentileOfTheTargetItself() {
    assertThat(bound(statistics(20)).nanos(TARGET, true))
        .isEqualTo(Duration.ofMillis(1500).toNanos());
  }

  @Test
  void isThatOfWholeAnswersWhereNoStreamIsAskedFor() {
    assertThat(bound(statistics(20)).nanos(TARGET, false))
        .isEqualTo(Duration.ofMillis(13_290).toNanos());
  }

  @Test
  void isUnknownAsLongAsLittleIsKnown() {
    assertThat(bound(statistics(19)).nanos(TARGET, true)).isZero();
    assertThat(bound(TargetStatistics.NONE).nanos(TARGET, false)).isZero();
  }
}
