package dev.sluice.stats.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class DecayTest {
  private static final double NANOS = 1e9;

  private final WindowSums sums = new WindowSums();

  @Property
  void anAttemptFadesByTimeAlone(
      @ForAll Window window,
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(max = 4000) Double> pauses) {
    Decay decay = new Decay(window, 0);
    WindowSums sums = new WindowSums();
    sums.add(attempts(1), decay.growth());

    double age = 0;
    for (double pause : pauses) {
      age += pause;
      moveTo(age, decay, sums);
    }

    double wanted = Math.exp(-age / window.timeConstant());
    WindowRow row = sums.row(decay);
    assertThat(row.attempts()).isCloseTo(wanted, within(wanted * 1e-6));
    assertThat(row.firstToken().weight()).isCloseTo(wanted, within(wanted * 1e-6 + 1e-5));
  }

  @Property(tries = 50)
  void aSteadyStreamHasItsRateFromTheFirstMinuteOn(
      @ForAll Window window, @ForAll @IntRange(min = 60, max = 20_000) int seconds) {
    Decay decay = new Decay(window, 0);
    WindowSums sums = new WindowSums();
    for (int second = 1; second <= seconds; second++) {
      moveTo(second, decay, sums);
      sums.add(attempts(7), decay.growth());
    }

    assertThat(sums.row(decay).rate(Cells.SUCCESSES)).isCloseTo(7, within(0.2));
  }

  @Test
  void manyAttemptsAtOnceAreNoEndlessRate() {
    Decay decay = new Decay(Window.HOUR, 0);
    sums.add(attempts(5), decay.growth());

    assertThat(sums.row(decay).rate(Cells.SUCCESSES)).isEqualTo(5);
  }

  @Test
  void keepsQuantilesWhenItsWeightsStartAgain() {
    Decay decay = new Decay(Window.MINUTE, 0);
    sums.add(attempts(1_000_000_000), decay.growth());
    moveTo(650, decay, sums);

    assertThat(sums.row(decay).firstToken().quantile(0.5)).isCloseTo(0.2, within(0.004));
  }

  @Test
  void isEmptyAgainAfterALongSleep() {
    Decay decay = new Decay(Window.MINUTE, 0);
    sums.add(attempts(1_000), decay.growth());
    moveTo(30 * 86_400.0, decay, sums);

    assertThat(sums.row(decay).attempts()).isZero();
    assertThat(sums.row(decay).firstToken().quantile(0.5)).isZero();
  }

  private static void moveTo(double seconds, Decay decay, WindowSums sums) {
    double factor = decay.moveTo((long) (seconds * NANOS));
    if (factor != 1) {
      sums.multiply(factor);
    }
  }

  private static Reading attempts(int number) {
    Reading reading = new Reading();
    reading.add(Cells.SUCCESSES, number);
    reading.addFirstToken(Bins.of(200_000_000), number);
    return reading;
  }
}
