package dev.sluice.stats.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

final class WilsonTest {
  @Property
  void liesBelowTheShareAndNotBelowZero(
      @ForAll @Scale(6) @DoubleRange(max = 1) double share,
      @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 1e9) double attempts) {
    assertThat(Wilson.lowerBound(share * attempts, attempts)).isBetween(0.0, share + 1e-9);
  }

  @Property
  void growsWithTheSuccesses(
      @ForAll @Scale(6) @DoubleRange(max = 1) double less,
      @ForAll @Scale(6) @DoubleRange(max = 1) double more,
      @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 1e6) double attempts) {
    double low = Wilson.lowerBound(Math.min(less, more) * attempts, attempts);
    double high = Wilson.lowerBound(Math.max(less, more) * attempts, attempts);

    assertThat(high).isGreaterThanOrEqualTo(low - 1e-12);
  }

  @Property
  void growsWithTheEvidence(
      @ForAll @Scale(6) @DoubleRange(max = 1) double share,
      @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 1e6) double attempts,
      @ForAll @DoubleRange(min = 1, max = 100) double times) {
    double few = Wilson.lowerBound(share * attempts, attempts);
    double many = Wilson.lowerBound(share * attempts * times, attempts * times);

    assertThat(many).isGreaterThanOrEqualTo(few - 1e-9);
  }

  @Test
  void isWhatTablesSay() {
    assertThat(Wilson.lowerBound(10, 10)).isCloseTo(0.7225, within(0.0001));
    assertThat(Wilson.lowerBound(81, 263)).isCloseTo(0.2553, within(0.0001));
    assertThat(Wilson.lowerBound(0, 10)).isZero();
    assertThat(Wilson.lowerBound(0, 0)).isZero();
  }
}
