package dev.sluice.routing.selector;

import static dev.sluice.routing.selector.Stage.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Strategy;
import dev.sluice.model.TargetStatistics;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PerformanceTest {
  @Property(tries = 100)
  void theWorstOfAllIsNeverChosen(
      @ForAll @IntRange(min = 2, max = 20) int places, @ForAll long seed) {
    Stage stage = Stage.alike(Strategy.PERFORMANCE, places);
    SplittableRandom chance = new SplittableRandom(seed);
    for (int place = 1; place < places; place++) {
      stage.inFlight[place] = chance.nextInt(10);
      stage.peaks[place] = 0.1 + chance.nextDouble();
    }
    stage.inFlight[0] = 10;
    stage.peaks[0] = 1.2;
    assertThat(stage.counts(500)[0]).isZero();
  }

  @Test
  void aFailingTargetIsAvoidedAsMuchAsASlowOne() {
    Stage stage = Stage.alike(Strategy.PERFORMANCE, 2);
    stage.knows(0, 1_000, 0.5, 0.3, 100);
    stage.knows(1, 1_000, 1, 0.5, 100);
    assertThat(stage.counts(100)[0]).isZero();
  }

  @Test
  void equalTargetsShareByWeight() {
    Stage stage = Stage.of(Strategy.PERFORMANCE, target("a", 3, 1, 0.5), target("b", 1, 1, 0.5));
    stage.knows(0, 1_000, 1, 0.5, 100);
    stage.knows(1, 1_000, 1, 0.5, 100);
    assertThat(stage.counts(20_000)[0]).isBetween(14_500, 15_500);
  }

  @Test
  void anUnknownTargetIsTriedButNotFlooded() {
    Stage stage = Stage.alike(Strategy.PERFORMANCE, 3);
    stage.statistics[2] = TargetStatistics.NONE;
    assertThat(stage.counts(300)[2]).isPositive();
    // Nothing has come back yet.
    stage.inFlight[2] = 5;
    assertThat(stage.counts(300)[2]).isZero();
  }

  @Test
  void explorationFindsAQuickenedTargetAndIsBounded() {
    Stage stage = Stage.alike(Strategy.PERFORMANCE, 2);
    stage.peaks[0] = 2;
    stage.peaks[1] = 0.2;
    stage.explores(0.1);
    assertThat(stage.counts(20_000)[0]).isBetween(700, 1_300);
  }

  @Test
  void underLoadTheQuickerTargetServesMore() {
    Stage stage = Stage.alike(Strategy.PERFORMANCE, 3);
    double[] seconds = {0.2, 0.4, 0.8};
    PriorityQueue<double[]> underWay =
        new PriorityQueue<>((one, other) -> Double.compare(one[0], other[0]));
    int[] served = new int[3];
    for (int turn = 0; turn < 20_000; turn++) {
      double now = turn / 100.0;
      while (!underWay.isEmpty() && underWay.element()[0] <= now) {
        stage.inFlight[(int) underWay.remove()[1]]--;
      }
      int place = stage.choose();
      served[place]++;
      stage.inFlight[place]++;
      stage.peaks[place] = seconds[place];
      underWay.add(new double[] {now + seconds[place], place});
    }
    assertThat(served[0]).isGreaterThan(served[1]);
    assertThat(served[1]).isGreaterThan(served[2]);
    assertThat(served[2]).isPositive();
  }
}
