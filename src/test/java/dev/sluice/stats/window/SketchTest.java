package dev.sluice.stats.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SketchTest {
  private static final double NANOS = 1e9;

  /** From the shortest to the longest duration that is told apart. */
  static final long SHORTEST = 110_000;

  static final long LONGEST = 3_500_000_000_000L;

  @Property
  void tellsAQuantileWithinItsAccuracy(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = SHORTEST, max = LONGEST) Long> nanos,
      @ForAll @Scale(4) @DoubleRange(max = 1) double share) {
    double exact = exact(nanos, share);

    assertThat(sketch(nanos, 1).quantile(share)).isCloseTo(exact, within(exact * Bins.ACCURACY));
  }

  @Property
  void tellsTheSameWhateverAllWeigh(
      @ForAll @Size(min = 1, max = 50) List<@LongRange(min = SHORTEST, max = LONGEST) Long> nanos,
      @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e8) double weight,
      @ForAll @Scale(4) @DoubleRange(max = 1) double share) {
    assertThat(sketch(nanos, weight).quantile(share)).isEqualTo(sketch(nanos, 1).quantile(share));
  }

  @Property
  void mergesIntoWhatOneSketchWouldHold(
      @ForAll @Size(max = 100) List<@LongRange(max = LONGEST) Long> some,
      @ForAll @Size(max = 100) List<@LongRange(max = LONGEST) Long> others,
      @ForAll @Scale(4) @DoubleRange(max = 1) double share) {
    List<Long> all = Stream.concat(some.stream(), others.stream()).toList();

    Sketch merged = Sketch.merge(List.of(sketch(some, 1), sketch(others, 1)));

    assertThat(merged.weight()).isEqualTo(all.size());
    assertThat(merged.quantile(share)).isEqualTo(sketch(all, 1).quantile(share));
  }

  @Test
  void takesWhatIsOutOfItsRange() {
    Sketch sketch = sketch(List.of(-5L, 0L, 1L, Long.MAX_VALUE), 1);

    assertThat(sketch.weight()).isEqualTo(4);
    assertThat(sketch.quantile(0)).isLessThan(0.000_11);
    assertThat(sketch.quantile(1)).isCloseTo(3600, within(3600 * 2 * Bins.ACCURACY));
  }

  @Test
  void hasNoQuantilesOfNothing() {
    assertThat(Sketch.EMPTY.weight()).isZero();
    assertThat(Sketch.EMPTY.quantile(0.95)).isZero();
  }

  private static Sketch sketch(List<Long> nanos, double weight) {
    Reading reading = new Reading();
    nanos.forEach(one -> reading.addFirstToken(Bins.of(one), 1));
    WindowSums sums = new WindowSums();
    sums.add(reading, weight);
    return sums.row(new Decay(Window.MINUTE, 0)).firstToken();
  }

  private static double exact(List<Long> nanos, double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int rank = Math.max(1, (int) Math.ceil(share * sorted.size() * (1 - 1e-9)));
    return sorted.get(rank - 1) / NANOS;
  }
}
