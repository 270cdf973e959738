package dev.sluice.fleet.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fleet.lease.bucket.Rate;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, a fleet spends no more than the bound says. */
final class OverRunTest {
  private static final Duration SPAN = Duration.ofMillis(250);

  @Test
  void aCapOfManyRequestsAMinuteIsOverrunByLessThanTwoPercent() {
    for (int nodes = 1; nodes <= 20; nodes++) {
      OverRun bound = new OverRun(Rate.perMinute(6_000), SPAN, nodes);
      assertThat(bound.steady()).isLessThanOrEqualTo(0.02 * 6_000);
    }
  }

  @Property(tries = 150)
  void noNodeSpendsMoreThanTheBound(
      @ForAll @LongRange(min = 30, max = 60_000) long perMinute,
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll @LongRange(max = 1_000_000) long seed,
      @ForAll @Size(max = 6) List<@IntRange(max = 11) Integer> troubles) {
    Storm storm = new Storm(Rate.perMinute(perMinute), nodes, seed);

    for (int trouble : troubles) {
      storm.begin(trouble);
      storm.pass(Duration.ofSeconds(4));
      assertThat((double) storm.spent()).isLessThanOrEqualTo(storm.allowed());
    }
    storm.pass(Duration.ofSeconds(4));

    assertThat((double) storm.spent()).isLessThanOrEqualTo(storm.allowed());
  }

  @Property(tries = 30)
  void whenNothingIsWrongAllOfTheRateIsSpent(
      @ForAll @LongRange(min = 600, max = 60_000) long perMinute,
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll @LongRange(max = 1_000_000) long seed) {
    Storm storm = new Storm(Rate.perMinute(perMinute), nodes, seed);
    storm.pass(Duration.ofSeconds(2));
    long before = storm.spent();
    storm.pass(Duration.ofSeconds(60));

    assertThat((storm.spent() - before) / (double) perMinute).isBetween(0.98, 1.02);
  }
}
