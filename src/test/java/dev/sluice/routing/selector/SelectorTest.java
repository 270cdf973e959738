package dev.sluice.routing.selector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Strategy;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every selector promises. */
final class SelectorTest {
  @Property(tries = 300)
  void everyEligiblePlaceIsNamedExactlyOnce(
      @ForAll Strategy strategy,
      @ForAll @IntRange(min = 1, max = 20) int places,
      @ForAll boolean conversation,
      @ForAll long seed) {
    Stage stage = Stage.alike(strategy, places);
    SplittableRandom chance = new SplittableRandom(seed);
    stage.explores(0.2);
    for (int turn = 0; turn < 50; turn++) {
      Set<Integer> eligible = new HashSet<>();
      for (int place = 0; place < places; place++) {
        unsettle(stage, place, chance);
        if (stage.warmths[place] > 0) {
          eligible.add(place);
        }
      }

      int chosen = conversation ? stage.choose(chance.nextLong()) : stage.choose();

      assertThat(stage.ordered()).doesNotHaveDuplicates();
      assertThat(Arrays.stream(stage.ordered()).boxed().toList())
          .containsExactlyInAnyOrderElementsOf(eligible);
      assertThat(chosen).isEqualTo(eligible.isEmpty() ? -1 : stage.ordered()[0]);
    }
  }

  private static void unsettle(Stage stage, int place, SplittableRandom chance) {
    stage.warmths[place] = Math.max(0, chance.nextInt(-3, 14)) / 10.0;
    stage.warmths[place] = Math.min(1, stage.warmths[place]);
    stage.inFlight[place] = chance.nextInt(40);
    stage.peaks[place] = chance.nextBoolean() ? chance.nextDouble() : 0;
    stage.knows(
        place,
        chance.nextInt(200),
        chance.nextDouble(),
        chance.nextDouble(),
        1 + chance.nextDouble());
  }

  @ParameterizedTest
  @EnumSource
  void noneOfEqualTargetsIsStarvedOrFavoured(Strategy strategy) {
    assertThat(Arrays.stream(Stage.alike(strategy, 5).counts(20_000)))
        .allSatisfy(count -> assertThat(count).isBetween(3_600, 4_400));
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsKnownAtTheStartAndAllShare(Strategy strategy) {
    Stage stage =
        Stage.of(
            strategy,
            Stage.target("a", 1, 1, 0.5),
            Stage.target("b", 1, 1, 0.5),
            Stage.target("c", 1, 1, 0.5),
            Stage.target("d", 1, 1, 0.5));
    assertThat(Arrays.stream(stage.counts(20_000)))
        .allSatisfy(count -> assertThat(count).isBetween(4_500, 5_500));
  }

  @Property(tries = 60)
  void aRecoveredTargetIsNotHerdedOnHoweverGoodItIs(
      @ForAll Strategy strategy,
      @ForAll @IntRange(min = 2, max = 20) int places,
      @ForAll @IntRange(min = 10, max = 19) int warmth) {
    Stage stage = Stage.alike(strategy, places);
    stage.explores(0.2);
    // All others are busy and slow.
    for (int place = 1; place < places; place++) {
      stage.inFlight[place] = 20;
      stage.peaks[place] = 3;
      stage.knows(place, 10_000, 0.9, 3, 20);
    }
    stage.warmths[0] = warmth / 100.0;
    int requests = 20_000;

    double share = stage.counts(requests)[0] / (double) requests;

    assertThat(share).isLessThanOrEqualTo(1.3 / places);
  }

  @ParameterizedTest
  @EnumSource
  void targetsThatAllWarmUpShare(Strategy strategy) {
    Stage stage = Stage.alike(strategy, 4);
    Arrays.fill(stage.warmths, 0.1);
    assertThat(Arrays.stream(stage.counts(10_000)))
        .allSatisfy(count -> assertThat(count).isBetween(2_200, 2_800));
  }

  @ParameterizedTest
  @EnumSource
  void equalSeedsChooseAlike(Strategy strategy) {
    Stage one = Stage.alike(strategy, 7);
    Stage other = Stage.alike(strategy, 7);
    one.explores(0.1);
    other.explores(0.1);
    IntStream.range(0, 200).forEach(_ -> assertThat(one.choose()).isEqualTo(other.choose()));
  }

  @ParameterizedTest
  @EnumSource(names = {"ROUND_ROBIN", "RANDOM", "PERFORMANCE"})
  void whatADyingTargetLeavesIsSharedByTheOthers(Strategy strategy) {
    Stage stage = Stage.alike(strategy, 5);
    int[] heirs = new int[5];
    for (int turn = 0; turn < 10_000; turn++) {
      if (stage.choose() == 2) {
        heirs[stage.ordered()[1]]++;
      }
    }
    assertThat(Arrays.stream(heirs).filter(heir -> heir > 200)).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"ROUND_ROBIN", "WEIGHTED", "LEAST_CONNECTIONS"})
  void lanesDoNotTurnToTheSamePlaceAtOnce(Strategy strategy) {
    BitSet first = new BitSet();
    for (int lane = 0; lane < 4; lane++) {
      Stage stage =
          Stage.of(
              strategy,
              lane,
              Stage.target("a", 1, 1, 0.5),
              Stage.target("b", 1, 1, 0.5),
              Stage.target("c", 1, 1, 0.5),
              Stage.target("d", 1, 1, 0.5));
      first.set(stage.choose());
    }
    assertThat(first.cardinality()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void itTellsWhatItLookedAtAndWhy(Strategy strategy) {
    Stage stage = Stage.alike(strategy, 3);
    int chosen = stage.choose();
    assertThat(stage.selector().reason()).isNotBlank();
    assertThat(stage.selector().values(stage.candidates(), chosen)).isNotEmpty();
    assertThat(stage.selector().score(stage.candidates(), chosen)).isNotNegative().isFinite();
  }
}
