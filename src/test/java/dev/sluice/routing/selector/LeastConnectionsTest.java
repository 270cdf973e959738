package dev.sluice.routing.selector;

import static dev.sluice.routing.selector.Stage.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Strategy;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class LeastConnectionsTest {
  @Property
  void noPlaceHasFewerAttemptsForItsWeightThanTheChosenOne(
      @ForAll @IntRange(max = 1_000) int seed) {
    Stage stage =
        Stage.of(
            Strategy.LEAST_CONNECTIONS,
            target("a", 1, 1, 0.5),
            target("b", 2, 1, 0.5),
            target("c", 5, 1, 0.5));
    SplittableRandom chance = new SplittableRandom(seed);
    for (int turn = 0; turn < 20; turn++) {
      for (int place = 0; place < 3; place++) {
        stage.inFlight[place] = chance.nextInt(30);
      }
      int chosen = stage.choose();
      assertThat(load(stage, chosen))
          .isLessThanOrEqualTo(Math.min(load(stage, 0), Math.min(load(stage, 1), load(stage, 2))));
    }
  }

  private static double load(Stage stage, int place) {
    return stage.inFlight[place] / stage.candidates().weights[place];
  }

  @Test
  void idleTargetsTakeTurns() {
    Stage stage = Stage.alike(Strategy.LEAST_CONNECTIONS, 3);
    for (int turn = 0; turn < 9; turn++) {
      assertThat(stage.choose()).isEqualTo(turn % 3);
    }
  }

  @Test
  void theOthersFollowByLoad() {
    Stage stage = Stage.alike(Strategy.LEAST_CONNECTIONS, 4);
    stage.inFlight[0] = 7;
    stage.inFlight[1] = 2;
    stage.inFlight[2] = 9;
    stage.inFlight[3] = 5;
    assertThat(stage.choose()).isEqualTo(1);
    assertThat(stage.ordered()).containsExactly(1, 3, 0, 2);
  }

  @Test
  void underLoadAttemptsUnderWayFollowTheWeights() {
    Stage stage =
        Stage.of(Strategy.LEAST_CONNECTIONS, target("a", 3, 1, 0.5), target("b", 1, 1, 0.5));
    Queue<Integer> underWay = new ArrayDeque<>();
    int[] chosen = new int[2];
    for (int turn = 0; turn < 4_000; turn++) {
      int place = stage.choose();
      chosen[place]++;
      stage.inFlight[place]++;
      underWay.add(place);
      if (underWay.size() > 40) {
        stage.inFlight[underWay.remove()]--;
      }
    }
    assertThat(chosen[0] / (double) chosen[1]).isBetween(2.6, 3.1);
  }
}
