package dev.sluice.routing.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class WilsonTest {
  @Property
  void theLowerEndLiesBelowTheRateAndComesNearer(
      @ForAll @IntRange(max = 100) int percent,
      @ForAll @IntRange(min = 10, max = 10_000) int attempts) {
    double successes = attempts * percent / 100.0;
    double lower = Wilson.lower(successes, attempts);
    assertThat(lower).isBetween(0.0, Wilson.rate(successes, attempts));
    assertThat(Wilson.half(10 * successes, 10 * attempts))
        .isLessThan(Wilson.half(successes, attempts));
  }

  @Property
  void oneMoreSuccessRaisesIt(
      @ForAll @IntRange(max = 500) int successes, @ForAll @IntRange(max = 500) int failures) {
    int attempts = successes + failures;
    assertThat(Wilson.lower(successes + 1, attempts + 1))
        .isGreaterThan(Wilson.lower(successes, attempts));
  }

  @Test
  void nothingTriedIsNeitherPerfectNorHopeless() {
    assertThat(Wilson.rate(0, 0)).isEqualTo(1);
    assertThat(Wilson.lower(0, 0)).isCloseTo(2 / 3.0, within(1e-9));
  }
}
