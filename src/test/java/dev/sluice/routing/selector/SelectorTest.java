package dev.sluice.routing.selector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Strategy;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every selector promises. */
final class SelectorTest {
  @Property
  void everyEligiblePlaceIsNamedExactlyOnce(
      @ForAll Strategy strategy,
      @ForAll @IntRange(max = 15) int lane,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 9) Integer> turns,
      @ForAll long seed) {
    int places = turns.size();
    double[] weights = new double[places];
    Arrays.fill(weights, 1);
    Selector selector = Selector.of(strategy, weights, lane, new SplittableRandom(seed));
    SplittableRandom chance = new SplittableRandom(seed);
    int[] order = new int[places];
    for (int turn = 0; turn < 50; turn++) {
      double[] shares = new double[places];
      Set<Integer> eligible = new HashSet<>();
      for (int place = 0; place < places; place++) {
        if (chance.nextInt(10) >= turns.get(place)) {
          shares[place] = chance.nextInt(1, 10) / 10.0;
          eligible.add(place);
        }
      }

      int count = selector.order(shares, order);

      assertThat(Arrays.stream(order, 0, count).boxed().toList())
          .containsExactlyInAnyOrderElementsOf(eligible);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noPlaceIsEverStarved(Strategy strategy) {
    double[] shares = {100, 1, 0.5, 20, 0.1};
    if (strategy == Strategy.ROUND_ROBIN) {
      shares = new double[] {1, 1, 0.5, 1, 0.1};
    }
    int[] counts = Picks.of(selector(strategy, shares.length, 3), shares, 20_000).counts();
    assertThat(counts).doesNotContain(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"ROUND_ROBIN", "RANDOM"})
  void whatADyingTargetLeavesIsSharedByTheOthers(Strategy strategy) {
    double[] shares = {1, 1, 1, 1, 1};
    Selector selector = selector(strategy, shares.length, 0);
    int[] order = new int[shares.length];
    int[] heirs = new int[shares.length];
    for (int turn = 0; turn < 10_000; turn++) {
      int count = selector.order(shares, order);
      if (count == shares.length && order[0] == 2) {
        heirs[order[1]]++;
      }
    }
    assertThat(Arrays.stream(heirs).filter(heir -> heir > 0)).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"ROUND_ROBIN", "WEIGHTED"})
  void lanesDoNotTurnToTheSamePlaceAtOnce(Strategy strategy) {
    double[] shares = {1, 1, 1, 1};
    BitSet first = new BitSet();
    for (int lane = 0; lane < shares.length; lane++) {
      Selector selector = selector(strategy, shares.length, lane);
      first.set(Picks.of(selector, shares, 1).places()[0]);
    }
    assertThat(first.cardinality()).isEqualTo(shares.length);
  }

  private static Selector selector(Strategy strategy, int places, int lane) {
    double[] weights = new double[places];
    Arrays.fill(weights, 1);
    return Selector.of(strategy, weights, lane, new SplittableRandom(42));
  }
}
