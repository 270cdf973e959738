package dev.sluice.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class PeakTest {
  private final Peak peak = new Peak();

  @Test
  void knowsNothingAtFirst() {
    assertThat(peak.seconds(seconds(100))).isZero();
  }

  @Property
  void risesAtOnceToAnyPeak(
      @ForAll @LongRange(max = 600_000) long before, @ForAll @LongRange(max = 600_000) long more) {
    Peak peak = new Peak();
    peak.observe(millis(before), seconds(1));

    peak.observe(millis(before + more), seconds(1));

    assertThat(peak.seconds(seconds(1))).isCloseTo((before + more) / 1e3, within(1e-9));
  }

  @Property
  void staysBetweenTheLowestAndTheHighestWhileItIsFed(
      @ForAll @LongRange(min = 1, max = 60_000) long one,
      @ForAll @LongRange(min = 1, max = 60_000) long other,
      @ForAll @LongRange(max = 100_000) long pause) {
    Peak peak = new Peak();
    peak.observe(millis(one), 0);

    peak.observe(millis(other), millis(pause));

    assertThat(peak.seconds(millis(pause)))
        .isBetween(Math.min(one, other) / 1e3 - 1e-9, Math.max(one, other) / 1e3 + 1e-9);
  }

  @Test
  void comesDownWithATimeConstantOfTenSeconds() {
    peak.observe(seconds(2), seconds(5));

    assertThat(peak.seconds(seconds(5))).isEqualTo(2);
    assertThat(peak.seconds(seconds(15))).isCloseTo(2 / Math.E, within(1e-9));
    assertThat(peak.seconds(seconds(25))).isCloseTo(2 / Math.E / Math.E, within(1e-9));
  }

  @Test
  void isOverWhenNothingIsHeardForLong() {
    peak.observe(seconds(2), seconds(5));

    assertThat(peak.seconds(seconds(300))).isZero();
  }

  @Test
  void takesAFailureForALongTime() {
    peak.observe(millis(10), 0);
    peak.failed(millis(3), 0);

    assertThat(peak.seconds(0)).isEqualTo(5);
  }

  @Test
  void takesALongFailureForWhatItTook() {
    peak.failed(seconds(30), 0);

    assertThat(peak.seconds(0)).isEqualTo(30);
  }

  @Test
  void beginsAnewWhenItIsForgotten() {
    peak.observe(seconds(9), 0);
    peak.forget();

    assertThat(peak.seconds(0)).isZero();

    peak.observe(millis(100), 0);

    assertThat(peak.seconds(0)).isEqualTo(0.1);
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
