package dev.sluice.simulation.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class QuantilesTest {
  @Property
  void aPercentileIsOffByTwoPercentAtMost(
      @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = 0.01, max = 900) Double> values,
      @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
    Quantiles quantiles = new Quantiles();
    values.forEach(quantiles::add);

    double read = quantiles.at(share);

    // Which of two values a share on the border between them means is a matter of rounding.
    List<Double> sorted = values.stream().sorted().toList();
    double least = sorted.get(rank(share * values.size() - 1e-6, values.size()));
    double most = sorted.get(rank(share * values.size() + 1e-6, values.size()));
    assertThat(read).isBetween(least * 0.98, most * 1.02);
  }

  @Test
  void whatIsOldCountsForLess() {
    Quantiles quantiles = new Quantiles();
    for (int k = 0; k < 100; k++) {
      quantiles.add(10);
    }
    quantiles.decay(0.01);
    quantiles.add(0.1);
    quantiles.add(0.1);

    assertThat(quantiles.at(0.5)).isEqualTo(0.1, within(0.002));
  }

  @Test
  void ofNothingItIsZeroAndBeyondItsRangeItIsTheRangesEnd() {
    Quantiles quantiles = new Quantiles();
    assertThat(quantiles.at(0.5)).isZero();
    quantiles.add(1e6);
    assertThat(quantiles.at(0.5)).isBetween(1000.0, 1100.0);
  }

  private static int rank(double place, int size) {
    return Math.clamp((long) Math.ceil(place) - 1, 0, size - 1);
  }
}
