package dev.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.Preference;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ScoresTest {
  private static final Preference COST_AND_LATENCY = new Preference(1, 1, 0, 0, 0, 0);

  @Test
  void aPointThatNoWeightedSumWouldChooseCanBeTheBest() {
    Scores scores = judged(new double[][] {{0, 10}, {6, 6}, {10, 0}}, true, true, true);

    assertThat(scores.at(0, 0)).isEqualTo(1);
    assertThat(scores.onFront(0) && scores.onFront(1) && scores.onFront(2)).isTrue();
    assertThat(scores.best()).isEqualTo(1 + 0.6 + 0.05 * 1.2, within(1e-9));
  }

  @Test
  void whatIsBeatenIsNotOnTheFront() {
    Scores scores = judged(new double[][] {{1, 1}, {1, 2}, {0.5, 3}}, true, true, true);

    assertThat(scores.onFront(0)).isTrue();
    assertThat(scores.onFront(1)).isFalse();
    assertThat(scores.onFront(2)).isTrue();
  }

  @Test
  void whatDoesNotWorkIsTheWorstAndBeatsNobody() {
    Scores scores = judged(new double[][] {{1, 1}, {2, 2}}, false, true);

    assertThat(scores.of(0)).isEqualTo(2.1);
    assertThat(scores.onFront(0)).isFalse();
    assertThat(scores.onFront(1)).isTrue();
    assertThat(scores.best()).isEqualTo(1);
  }

  @Test
  void equallyGoodOnesTakeTurns() {
    Scores scores = judged(new double[][] {{1, 1}, {3, 3}, {1, 1}}, true, true, true);

    assertThat(scores.at(0, 0)).isNotEqualTo(scores.at(0, 1)).isNotEqualTo(1);
    assertThat(scores.at(2, 5)).isEqualTo(1);
  }

  @Property
  void theBestCostsLeastAndIsOnTheFront(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0.01, max = 100) Double> costs,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] losses = new double[costs.size()][];
    for (int target = 0; target < losses.length; target++) {
      losses[target] = new double[] {costs.get(target), random.nextDouble(0.1, 10)};
    }
    boolean[] works = new boolean[losses.length];
    Arrays.fill(works, true);

    Scores scores = judged(losses, works);

    for (int target = 0; target < losses.length; target++) {
      assertThat(scores.of(target)).isBetween(scores.best(), 2.1 + 1e-9);
    }
    assertThat(scores.of(scores.at(0, 0))).isEqualTo(scores.best());
    assertThat(scores.onFront(scores.at(0, 0))).isTrue();
  }

  private static Scores judged(double[][] costAndLatency, boolean... works) {
    double[][] losses = new double[works.length][6];
    for (int target = 0; target < works.length; target++) {
      losses[target][0] = costAndLatency[target][0];
      losses[target][1] = costAndLatency[target][1];
    }
    Scores scores = new Scores(works.length, COST_AND_LATENCY);
    scores.judge(losses, works);
    return scores;
  }
}
