package dev.sluice.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
  @Property
  void putsADurationBetweenItsBounds(@ForAll @LongRange(max = 2_000_000_000_000L) long nanos) {
    int bucket = Latencies.bucket(nanos);

    assertThat(nanos / 1e9).isLessThanOrEqualTo(Latencies.upperBound(bucket));
    if (bucket > 0) {
      assertThat(nanos / 1e9).isGreaterThan(Latencies.upperBound(bucket - 1));
    }
  }

  @Test
  void hasBoundsFromAMillisecondToTenMinutes() {
    assertThat(Latencies.upperBound(0)).isEqualTo(0.001);
    assertThat(Latencies.upperBound(Latencies.BUCKETS - 2)).isEqualTo(600);
    assertThat(Latencies.upperBound(Latencies.BUCKETS - 1)).isInfinite();
  }

  @Test
  void takesAnyDuration() {
    Latencies latencies = new Latencies();

    latencies.record(0);
    latencies.record(Long.MAX_VALUE / 4);

    assertThat(totals(latencies).count()).isEqualTo(2);
  }

  @Test
  void tellsQuantilesByTheirBound() {
    Latencies latencies = new Latencies();
    for (int millis = 1; millis <= 100; millis++) {
      latencies.record(Duration.ofMillis(millis).toNanos());
    }

    LatencyTotals totals = totals(latencies);

    assertThat(totals.quantileSeconds(0)).isEqualTo(0.001);
    assertThat(totals.quantileSeconds(0.5)).isEqualTo(0.05);
    assertThat(totals.quantileSeconds(0.99)).isEqualTo(0.1);
    assertThat(totals.sumSeconds()).isEqualTo(5.05);
    assertThat(totals(new Latencies()).quantileSeconds(0.5)).isZero();
  }

  @Test
  void foldsWithoutLosingAnything() {
    Latencies latencies = new Latencies();
    for (int seconds = 0; seconds < 1_000; seconds++) {
      latencies.record(Duration.ofSeconds(seconds).toNanos());
    }

    assertThat(totals(latencies).folded())
        .extracting(LatencyTotals.Fold::upperBound)
        .startsWith(0.001, 0.002, 0.005, 0.01)
        .endsWith(100.0, 200.0, 500.0, 600.0, Double.POSITIVE_INFINITY);
    assertThat(totals(latencies).folded().stream().mapToLong(LatencyTotals.Fold::count).sum())
        .isEqualTo(1_000);
  }

  private static LatencyTotals totals(Latencies latencies) {
    LatencyTotals totals = new LatencyTotals();
    latencies.addTo(totals);
    return totals;
  }
}
