package dev.sluice.routing.selector;

import static dev.sluice.routing.selector.Stage.CERTAIN;
import static dev.sluice.routing.selector.Stage.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Preference;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ParetoTest {
  private static final Preference PRICE_AND_TIME = new Preference(1, 1, 0, 0, 0, 0);

  /** Price, tenths of seconds to the first token, seconds a token, failures, lack of quality. */
  @Property(tries = 300)
  void theChoiceIsNeverDominated(
      @ForAll @IntRange(min = 1, max = 20) int places,
      @ForAll @Size(5) List<@IntRange(max = 10) Integer> weights,
      @ForAll long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    int[][] losses =
        IntStream.range(0, places)
            .mapToObj(_ -> chance.ints(5, 1, 6).toArray())
            .toArray(int[][]::new);
    Stage stage = stage(losses);
    stage.prefers(preference(weights));
    for (int turn = 0; turn < 20; turn++) {
      int[] chosen = losses[stage.choose()];
      assertThat(Arrays.stream(losses)).noneMatch(other -> dominates(other, chosen));
    }
  }

  private static Stage stage(int[][] losses) {
    Stage stage =
        Stage.of(
            Strategy.PARETO,
            Arrays.stream(losses)
                .map(row -> target(Arrays.toString(row), 1, row[0], 1 - row[4] / 10.0))
                .toArray(Target[]::new));
    for (int place = 0; place < losses.length; place++) {
      int[] row = losses[place];
      stage.knows(place, CERTAIN, 1 - row[3] / 50.0, row[1] / 10.0, 100.0 / row[2]);
    }
    return stage;
  }

  private static Preference preference(List<Integer> weights) {
    double[] w = new double[6];
    for (int k = 0; k < weights.size(); k++) {
      w[k] = weights.get(k);
    }
    return Arrays.stream(w).sum() == 0
        ? Preference.BALANCED
        : new Preference(w[0], w[1], w[2], w[3], w[4], 0);
  }

  private static boolean dominates(int[] one, int[] other) {
    return !Arrays.equals(one, other)
        && IntStream.range(0, one.length).allMatch(k -> one[k] <= other[k]);
  }

  /** Halfway between two extremes and worse than their line: no weighted sum would choose it. */
  @Test
  void aPointBehindTheLineBetweenItsNeighboursIsReached() {
    Stage stage =
        Stage.of(
            Strategy.PARETO,
            target("quick", 1, 100, 0.5),
            target("middle", 1, 64, 0.5),
            target("cheap", 1, 10, 0.5));
    stage.knows(0, CERTAIN, 1, 0.1, 100);
    stage.knows(1, CERTAIN, 1, 0.64, 100);
    stage.knows(2, CERTAIN, 1, 1, 100);
    stage.prefers(PRICE_AND_TIME);
    assertThat(stage.counts(100)).containsExactly(0, 100, 0);
  }

  /** Every one of these but the ends lies behind the line between its neighbours or the ends. */
  @Property
  void everyPointOfAFrontIsReachedBySomePreference(@ForAll @IntRange(min = 1, max = 3) int place) {
    int[] prices = {1_000, 900, 700, 500, 100};
    int[] times = {100, 500, 700, 900, 1_000};
    Stage stage =
        Stage.of(
            Strategy.PARETO,
            Arrays.stream(prices)
                .mapToObj(price -> target("t" + price, 1, price, 0.5))
                .toArray(Target[]::new));
    for (int k = 0; k < times.length; k++) {
      stage.knows(k, CERTAIN, 1, times[k] / 1000.0, 100);
    }
    stage.prefers(
        new Preference(1.0 / (prices[place] - 100), 1.0 / (times[place] - 100), 0, 0, 0, 0));
    // Its neighbours are near enough to get some.
    assertThat(stage.counts(200)[place]).isGreaterThan(150);
    assertThat(nearest(stage)).isEqualTo(place);
  }

  /** The place of least distance from the ideal. */
  private static int nearest(Stage stage) {
    return Arrays.stream(stage.ordered())
        .boxed()
        .min(Comparator.comparingDouble(place -> stage.candidates().score(place)))
        .orElseThrow();
  }

  @Test
  void presetsChooseWhatTheySay() {
    Stage stage =
        Stage.of(
            Strategy.PARETO,
            target("cheap", 1, 1, 0.4),
            target("quick", 1, 10, 0.5),
            target("good", 1, 20, 0.95));
    stage.knows(0, 100_000, 0.99, 1.5, 40);
    stage.knows(1, 100_000, 0.99, 0.2, 200);
    stage.knows(2, 100_000, 0.99, 0.9, 60);
    stage.prefers(Preference.CHEAP);
    assertThat(stage.counts(50)[0]).isEqualTo(50);
    stage.prefers(Preference.FAST);
    assertThat(stage.counts(50)[1]).isEqualTo(50);
    stage.prefers(Preference.QUALITY);
    assertThat(stage.counts(50)[2]).isEqualTo(50);
  }

  @Test
  void aDominatedTargetChangesNothingAmongTheOthers() {
    Stage without = Stage.of(Strategy.PARETO, target("a", 1, 10, 0.5), target("b", 1, 5, 0.5));
    Stage with =
        Stage.of(
            Strategy.PARETO,
            target("a", 1, 10, 0.5),
            target("b", 1, 5, 0.5),
            target("hopeless", 1, 12, 0.5));
    for (Stage stage : new Stage[] {without, with}) {
      stage.knows(0, CERTAIN, 1, 0.1, 100);
      stage.knows(1, CERTAIN, 1, 0.9, 100);
      stage.prefers(new Preference(1, 2, 0, 0, 0, 0));
    }
    with.knows(2, CERTAIN, 1, 60, 100);
    assertThat(with.counts(50)).startsWith(without.counts(50));
  }

  @Property(tries = 50)
  void noiseBetweenEqualTargetsMovesFewRequests(@ForAll long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    Stage stage = Stage.alike(Strategy.PARETO, 3);
    for (int snapshot = 0; snapshot < 10; snapshot++) {
      for (int place = 0; place < 3; place++) {
        double noise = 1 + chance.nextDouble(-0.005, 0.005);
        stage.knows(place, 10_000, 0.999, 0.5 * noise, 100 / noise);
      }
      assertThat(Arrays.stream(stage.counts(1_000)))
          .allSatisfy(count -> assertThat(count).isBetween(200, 460));
    }
  }

  @Test
  void noiseDoesNotPutADominatedTargetOntoTheFront() {
    Stage stage = Stage.of(Strategy.PARETO, target("a", 1, 10, 0.5), target("dearer", 1, 20, 0.5));
    stage.knows(0, 1_000, 0.999, 0.505, 100);
    stage.knows(1, 1_000, 0.999, 0.5, 100);
    assertThat(stage.choose()).isZero();
    assertThat(stage.selector().front(0)).isTrue();
    assertThat(stage.selector().front(1)).isFalse();
  }

  @Test
  void explorationIsBoundedAndPrefersTheUnknown() {
    Stage stage = Stage.alike(Strategy.PARETO, 3);
    stage.knows(1, 30, 0.9, 2, 20);
    stage.knows(2, 5, 0.8, 2, 20);
    stage.explores(0.1);
    int[] counts = stage.counts(20_000);
    assertThat(counts[1] + counts[2]).isBetween(1_700, 2_300);
    assertThat(counts[2]).isGreaterThan(counts[1]);
    stage.explores(0);
    assertThat(stage.counts(1_000)).containsExactly(1_000, 0, 0);
  }

  @Test
  void whatIsKnownWellEnoughIsNotExplored() {
    Stage stage = Stage.alike(Strategy.PARETO, 2);
    stage.knows(1, 500, 0.9, 2, 20);
    stage.explores(0.2);
    assertThat(stage.counts(1_000)).containsExactly(1_000, 0);
  }

  @Test
  void whileOneTargetChangesTheOthersAreExploredAgain() {
    Stage stage = Stage.alike(Strategy.PARETO, 2);
    stage.knows(1, 5_000, 0.9, 2, 20);
    stage.explores(0.2);
    assertThat(stage.counts(1_000)[1]).isZero();
    stage.knows(0, 10_000, 0.999, 0.8, 100);
    assertThat(stage.counts(1_000)[1]).isBetween(140, 260);
  }

  @Test
  void aNewTargetGetsNoMoreThanItsFairShareUntilItIsKnown() {
    Stage stage = Stage.alike(Strategy.PARETO, 4);
    stage.statistics[3] = TargetStatistics.NONE;
    assertThat(stage.counts(20_000)[3]).isBetween(800, 5_500);
  }

  @Test
  void theFrontThenTheOthersFollow() {
    Stage stage =
        Stage.of(
            Strategy.PARETO,
            target("worst", 1, 90, 0.1),
            target("quick", 1, 30, 0.5),
            target("cheap", 1, 10, 0.5),
            target("bad", 1, 50, 0.3));
    stage.knows(0, CERTAIN, 0.9, 3, 10);
    stage.knows(1, CERTAIN, 1, 0.1, 100);
    stage.knows(2, CERTAIN, 1, 1, 100);
    stage.knows(3, CERTAIN, 0.95, 2, 20);
    stage.prefers(Preference.CHEAP);
    assertThat(stage.choose()).isEqualTo(2);
    assertThat(stage.ordered()).containsExactly(2, 1, 3, 0);
  }

  @Test
  void weightsShareAmongEquals() {
    Stage stage = Stage.of(Strategy.PARETO, target("a", 3, 1, 0.5), target("b", 1, 1, 0.5));
    stage.knows(0, 10_000, 1, 0.5, 100);
    stage.knows(1, 10_000, 1, 0.5, 100);
    assertThat(stage.counts(20_000)[0]).isBetween(14_500, 15_500);
  }

  /** Sums of the same prices in another order are not quite the same number. */
  @Test
  void pricesThatDifferByRoundingOrCacheNoiseBeatNobody() {
    Stage stage = Stage.alike(Strategy.PARETO, 3);
    stage.knows(0, 10_000, 0.999, 0.5, 100, 0.2);
    stage.knows(1, 10_000, 0.999, 0.5, 100, Math.nextUp(0.2));
    stage.knows(2, 10_000, 0.999, 0.5, 100, 0.201);
    assertThat(Arrays.stream(stage.counts(3_000)))
        .allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
  }

  @Test
  void theRecordOfAFaultDoesNotKeepATargetOutAfterItsReturn() {
    Stage stage = Stage.alike(Strategy.PARETO, 3);
    stage.knows(1, 10_000, 0.9, 0.5, 100);
    assertThat(stage.counts(1_000)[1]).isZero();
    stage.warmths[1] = 0.9;
    assertThat(stage.counts(1_000)[1]).isPositive();
    stage.warmths[1] = 1;
    assertThat(stage.counts(3_000)[1]).isBetween(850, 1_150);
  }

  @Test
  void aTargetThatFailsAfterItsReturnIsLeftAgain() {
    Stage stage = Stage.alike(Strategy.PARETO, 3);
    stage.knows(1, 10_000, 0.9, 0.5, 100);
    stage.warmths[1] = 0.9;
    assertThat(stage.counts(1_000)[1]).isPositive();
    stage.warmths[1] = 1;
    stage.knows(1, 10_000, 0.8, 0.5, 100);
    assertThat(stage.counts(1_000)[1]).isZero();
  }

  @Test
  void whatATargetOfManyFailuresIsPardonedIsNoMoreThanItsSiblingsFail() {
    Stage stage = Stage.alike(Strategy.PARETO, 3);
    for (int place = 0; place < 3; place++) {
      stage.knows(place, 10_000, 0.97, 0.5, 100);
    }
    stage.warmths[1] = 0.9;
    assertThat(stage.choose()).isNotNegative();
    stage.warmths[1] = 1;
    assertThat(stage.counts(3_000)[1]).isBetween(850, 1_150);
  }
}
