package dev.sluice.routing.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WeightedRandomTest {
  private static final int TURNS = 100_000;

  /** Chi-square value that four degrees of freedom exceed once in ten thousand. */
  private static final double UNLIKELY = 23.5;

  private final double[] shares = {8, 4, 2, 1, 0.5};

  @Test
  void choicesFollowTheShares() {
    int[] counts = Picks.of(selector(), shares, TURNS).counts();
    assertThat(chiSquare(counts, shares)).isLessThan(UNLIKELY);
  }

  @Test
  void theSecondIsDrawnByShareAmongTheRest() {
    WeightedRandom selector = selector();
    double[] rest = {0, 4, 2, 1, 0.5};
    int[] order = new int[5];
    int[] seconds = new int[5];
    for (int turn = 0; turn < TURNS; turn++) {
      if (selector.order(shares, order) == 5 && order[0] == 0) {
        seconds[order[1]]++;
      }
    }
    assertThat(chiSquare(seconds, rest)).isLessThan(UNLIKELY);
  }

  @Test
  void equalSeedsDrawEqually() {
    assertThat(Picks.of(selector(), shares, 100).places())
        .isEqualTo(Picks.of(selector(), shares, 100).places());
  }

  @Test
  void sharesTooSmallToCountAreStillOrdered() {
    int[] order = new int[3];
    assertThat(selector().order(new double[] {1e-17, 1, 1e-17}, order)).isEqualTo(3);
    assertThat(order).containsExactlyInAnyOrder(0, 1, 2);
  }

  private static WeightedRandom selector() {
    return new WeightedRandom(new SplittableRandom(7));
  }

  private static double chiSquare(int[] counts, double[] shares) {
    double total = 0;
    double drawn = 0;
    for (int place = 0; place < shares.length; place++) {
      total += shares[place];
      drawn += counts[place];
    }
    double sum = 0;
    for (int place = 0; place < shares.length; place++) {
      if (shares[place] > 0) {
        double expected = drawn * shares[place] / total;
        sum += (counts[place] - expected) * (counts[place] - expected) / expected;
      }
    }
    return sum;
  }
}
