package dev.sluice.routing.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RoundRobinTest {
  @Property
  void everyWindowOfOneRoundHoldsEachPlaceOnce(
      @ForAll @IntRange(min = 1, max = 20) int places,
      @ForAll @IntRange(max = 63) int lane,
      @ForAll @IntRange(max = 100) int from) {
    double[] shares = new double[places];
    Arrays.fill(shares, 1);
    Picks picks = Picks.of(new RoundRobin(places, lane), shares, from + places);
    assertThat(picks.window(from, places)).containsOnly(1);
  }

  @Test
  void theNeighbourOfADeadTargetGetsNoMoreThanTheOthers() {
    double[] shares = {1, 0, 1, 1};
    assertThat(Picks.of(new RoundRobin(4, 0), shares, 9).letters()).isEqualTo("acdacdacd");
  }

  @Test
  void aWarmingTargetGetsItsShareOfTurnsEvenly() {
    double[] shares = {1, 0.25, 1};
    Picks picks = Picks.of(new RoundRobin(3, 0), shares, 900);
    assertThat(picks.counts()).containsExactly(400, 100, 400);
    assertThat(picks.letters()).startsWith("acacacabc").doesNotContain("bb");
  }

  @Test
  void aRecoveredTargetIsNotFlooded() {
    RoundRobin selector = new RoundRobin(3, 0);
    assertThat(Picks.of(selector, new double[] {1, 0, 1}, 1_000).counts()[1]).isZero();
    Picks after = Picks.of(selector, new double[] {1, 0.1, 1}, 21);
    assertThat(after.counts()[1]).isLessThanOrEqualTo(1);
  }

  @Test
  void whenAllWarmUpTheyShareByWarmth() {
    Picks picks = Picks.of(new RoundRobin(2, 0), new double[] {0.2, 0.2}, 100);
    assertThat(picks.counts()).containsExactly(50, 50);
  }

  @Test
  void whatAFailingTargetCannotServeIsSpreadEvenly() {
    RoundRobin selector = new RoundRobin(4, 0);
    double[] shares = {1, 1, 1, 1};
    int[] order = new int[4];
    int[] heirs = new int[4];
    for (int turn = 0; turn < 1_200; turn++) {
      if (selector.order(shares, order) == 4 && order[0] == 1) {
        heirs[order[1]]++;
      }
    }
    assertThat(heirs).containsExactly(100, 0, 100, 100);
  }
}
