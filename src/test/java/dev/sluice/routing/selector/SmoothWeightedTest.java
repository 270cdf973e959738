package dev.sluice.routing.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SmoothWeightedTest {
  @Test
  void turnsAreInterleaved() {
    double[] weights = {5, 1, 1};
    assertThat(Picks.of(new SmoothWeighted(weights, 0), weights, 14).letters())
        .isEqualTo("aabacaaaabacaa");
  }

  @Test
  void theOthersFollowByWhatTheyAreOwed() {
    double[] weights = {5, 1, 3};
    int[] order = new int[3];
    assertThat(new SmoothWeighted(weights, 0).order(weights, order)).isEqualTo(3);
    assertThat(order).containsExactly(0, 2, 1);
  }

  @Property
  void everyWindowOfOneCycleHoldsEachPlaceAsOftenAsItsWeight(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 30) Integer> weights,
      @ForAll @IntRange(max = 63) int lane,
      @ForAll @IntRange(max = 50) int from) {
    double[] shares = shares(weights);
    int cycle = weights.stream().mapToInt(Integer::intValue).sum();
    Picks picks = Picks.of(new SmoothWeighted(shares, lane), shares, from + cycle);
    assertThat(picks.window(from, cycle))
        .containsExactly(weights.stream().mapToInt(Integer::intValue).toArray());
  }

  @Property
  void noPlaceIsEverAWholeTurnAheadOfItsDue(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 30) Integer> weights) {
    double[] shares = shares(weights);
    int cycle = weights.stream().mapToInt(Integer::intValue).sum();
    int[] places = Picks.of(new SmoothWeighted(shares, 0), shares, 2 * cycle).places();
    int[] chosen = new int[shares.length];
    for (int turn = 0; turn < places.length; turn++) {
      int place = places[turn];
      chosen[place]++;
      double due = (turn + 1) * shares[place] / cycle;
      assertThat(chosen[place]).isLessThan((int) Math.ceil(due + 1));
    }
  }

  @Property
  void noPlaceWaitsMuchLongerThanItsShareMakesDue(
      @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 30) Integer> weights) {
    double[] shares = shares(weights);
    int cycle = weights.stream().mapToInt(Integer::intValue).sum();
    int[] places = Picks.of(new SmoothWeighted(shares, 0), shares, 3 * cycle).places();
    int[] last = new int[shares.length];
    for (int turn = 0; turn < places.length; turn++) {
      int place = places[turn];
      assertThat(turn - last[place]).isLessThanOrEqualTo((int) (2 * cycle / shares[place]) + 1);
      last[place] = turn;
    }
  }

  @Test
  void whileATargetIsAwayTheOthersKeepTheirProportion() {
    double[] weights = {5, 3, 2};
    SmoothWeighted selector = new SmoothWeighted(weights, 0);
    assertThat(Picks.of(selector, weights, 3).counts()).isNotEmpty();
    int[] counts = Picks.of(selector, new double[] {5, 0, 2}, 70).counts();
    assertThat(counts[0]).isBetween(49, 51);
    assertThat(counts[1]).isZero();
  }

  @Test
  void aTargetThatComesBackIsNeitherOwedNorOwesTurns() {
    double[] weights = {1, 1, 1, 1};
    SmoothWeighted selector = new SmoothWeighted(weights, 0);
    for (int turns = 0; turns < 1_000; turns++) {
      double[] without = {1, turns % 2, 1, 1};
      assertThat(Picks.of(selector, without, 7).counts()).isNotEmpty();
    }
    assertThat(Picks.of(selector, weights, 4).counts()).containsOnly(1);
  }

  @Test
  void aRecoveredTargetWarmsUpByItsShare() {
    double[] weights = {10, 10, 10};
    SmoothWeighted selector = new SmoothWeighted(weights, 0);
    assertThat(Picks.of(selector, new double[] {10, 0, 10}, 100).counts()[1]).isZero();
    Picks warming = Picks.of(selector, new double[] {10, 1, 10}, 210);
    assertThat(warming.counts()[1]).isEqualTo(10);
    assertThat(warming.window(0, 21)[1]).isEqualTo(1);
  }

  private static double[] shares(List<Integer> weights) {
    return weights.stream().mapToDouble(Integer::doubleValue).toArray();
  }
}
