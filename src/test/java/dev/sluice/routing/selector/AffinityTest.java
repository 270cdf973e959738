package dev.sluice.routing.selector;

import static dev.sluice.routing.selector.Stage.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Strategy;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations stay where they are, whatever the strategy. */
final class AffinityTest {
  private static final int CONVERSATIONS = 5_000;

  private final SplittableRandom chance = new SplittableRandom(3);

  @ParameterizedTest
  @EnumSource
  void theSecondTurnReturnsAmongEqualTargets(Strategy strategy) {
    for (int seed = 1; seed <= 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Stage stage = Stage.alike(strategy, 3);
      stage.explores(0.02);
      long[] conversations = random.longs(CONVERSATIONS).toArray();
      int[] first = new int[CONVERSATIONS];
      int[] counts = new int[3];
      for (int k = 0; k < CONVERSATIONS; k++) {
        measure(stage, k, random);
        first[k] = stage.choose(conversations[k]);
        counts[first[k]]++;
      }
      int returned = 0;
      for (int k = 0; k < CONVERSATIONS; k++) {
        measure(stage, k, random);
        returned += stage.choose(conversations[k]) == first[k] ? 1 : 0;
      }
      assertThat(returned).isGreaterThanOrEqualTo(CONVERSATIONS * 99 / 100);
      assertThat(Arrays.stream(counts))
          .allSatisfy(count -> assertThat(count).isBetween(1_450, 1_890));
    }
  }

  /** What ten thousand attempts leave in doubt of equal targets varies, and so does their load. */
  private static void measure(Stage stage, int turn, SplittableRandom random) {
    for (int place = 0; place < 3; place++) {
      stage.inFlight[place] = 5 + random.nextInt(10);
      stage.peaks[place] = 0.2 + random.nextDouble();
      if (turn % 100 == 0) {
        double firstToken = 0.5 * (1 + 0.005 * random.nextGaussian());
        double throughput = 100 * (1 + 0.005 * random.nextGaussian());
        double success = 0.999 + 0.0003 * Math.clamp(random.nextGaussian(), -3.0, 3.0);
        double cached = 0.3 + 0.003 * random.nextGaussian();
        stage.knows(place, 10_000, success, firstToken, throughput, cached);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheConversationsOfALostTargetMove(Strategy strategy) {
    Stage stage = Stage.alike(strategy, 4);
    for (int k = 0; k < 1_000; k++) {
      long conversation = chance.nextLong();
      int home = stage.choose(conversation);
      stage.warmths[2] = 0;
      int refuge = stage.choose(conversation);
      stage.warmths[2] = 1;
      assertThat(refuge).isNotEqualTo(2);
      assertThat(refuge == home || home == 2).isTrue();
      assertThat(stage.choose(conversation)).isEqualTo(home);
    }
  }

  @ParameterizedTest
  @EnumSource
  void conversationsComeBackLittleByLittleWhileTheirTargetWarmsUp(Strategy strategy) {
    Stage stage = Stage.alike(strategy, 4);
    int before = 0;
    for (double warmth : new double[] {0.1, 0.4, 0.7, 1}) {
      stage.warmths[1] = warmth;
      int served = 0;
      SplittableRandom same = new SplittableRandom(11);
      for (int k = 0; k < 4_000; k++) {
        served += stage.choose(same.nextLong()) == 1 ? 1 : 0;
      }
      assertThat(served).isGreaterThan(before).isLessThanOrEqualTo(1_150);
      before = served;
    }
    assertThat(before).isGreaterThan(850);
  }

  @Test
  void anOverloadedHomeIsPassedOver() {
    Stage stage = Stage.alike(Strategy.RANDOM, 3);
    long conversation = 42;
    int home = stage.choose(conversation);
    stage.inFlight[home] = 14;
    assertThat(stage.choose(conversation)).isNotEqualTo(home);
    for (int place = 0; place < 3; place++) {
      stage.inFlight[place] = 14;
    }
    assertThat(stage.choose(conversation)).isEqualTo(home);
  }

  @Test
  void conversationsAreSharedByWeight() {
    Stage stage = Stage.of(Strategy.WEIGHTED, target("a", 3, 1, 0.5), target("b", 1, 1, 0.5));
    int heavy = 0;
    for (int k = 0; k < 8_000; k++) {
      heavy += stage.choose(chance.nextLong()) == 0 ? 1 : 0;
    }
    assertThat(heavy).isBetween(5_850, 6_150);
  }

  @Test
  void aConversationDoesNotStayWhereItCostsMore() {
    Stage stage = Stage.of(Strategy.COST, target("dear", 1, 9, 0.5), target("cheap", 1, 3, 0.5));
    stage.knows(0, 1_000, 1, 0.5, 100);
    stage.knows(1, 1_000, 1, 0.5, 100);
    for (int k = 0; k < 100; k++) {
      assertThat(stage.choose(chance.nextLong())).isEqualTo(1);
    }
  }

  @Test
  void everyLaneDrawsAlike() {
    Stage one = Stage.alike(Strategy.PARETO, 5);
    Stage other = Stage.alike(Strategy.PARETO, 5);
    assertThat(other.counts(17)).hasSize(5);
    for (int k = 0; k < 200; k++) {
      long conversation = chance.nextLong();
      assertThat(one.choose(conversation)).isEqualTo(other.choose(conversation));
    }
  }
}
