package dev.sluice.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class DrawTest {
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void halfOfTheValuesAreBelowTheMedian() {
    Draw draw = new Draw(0.4, 0.6);

    double[] values = DoubleStream.generate(() -> draw.next(random)).limit(20_001).toArray();

    Arrays.sort(values);
    assertThat(values[10_000]).isEqualTo(0.4, within(0.01));
  }

  @Test
  void theMeanIsThatOfItsValuesTailIncluded() {
    Draw draw = new Draw(0.2, 0.3, new Draw.Tail(0.1, 5, 0.4));

    double mean =
        DoubleStream.generate(() -> draw.next(random)).limit(200_000).average().orElseThrow();

    assertThat(mean).isEqualTo(draw.mean(), within(0.02 * draw.mean()));
  }

  @Test
  void withoutSpreadItIsAlwaysTheMedian() {
    assertThat(new Draw(7, 0).next(random)).isEqualTo(7);
  }

  @Test
  void aMedianIsAboveNothing() {
    assertThatThrownBy(() -> new Draw(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("median must be above 0");
  }
}
