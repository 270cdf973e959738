package dev.sluice.routing.selector;

import static dev.sluice.routing.selector.Stage.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.Demand;
import dev.sluice.model.Estimate;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CostTest {
  @Property(tries = 200)
  void noneIsExpectedToCostLessByMoreThanAHundredth(
      @ForAll @IntRange(min = 1, max = 5_000) int prompt,
      @ForAll @IntRange(max = 4_000) int maxTokens,
      @ForAll long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    Stage stage =
        Stage.of(Strategy.COST, random(chance), random(chance), random(chance), random(chance));
    for (int place = 0; place < 4; place++) {
      stage.knows(place, 1e6, 0.5 + chance.nextDouble() / 2, 0.5, 100);
    }
    stage.asks(new Demand(prompt, maxTokens, Set.of(), 0));
    int chosen = stage.choose();
    double answer = maxTokens == 0 ? 200 : Math.min(200, maxTokens);
    double paid = paid(stage, chosen, prompt, answer);
    for (int place = 0; place < 4; place++) {
      assertThat(paid).isLessThanOrEqualTo(1.011 * paid(stage, place, prompt, answer));
    }
  }

  private static Target random(SplittableRandom chance) {
    Price price = new Price(chance.nextLong(1, 1_000_000), 0, chance.nextLong(1, 4_000_000));
    return target("t" + chance.nextInt(), 1, price, 0.5);
  }

  private static double paid(Stage stage, int place, int prompt, double answer) {
    Price price = Objects.requireNonNull(stage.target(place).price());
    TargetStatistics statistics = stage.statistics(place);
    return (prompt * price.input() + answer * price.output())
        / (statistics.successes() / statistics.attempts());
  }

  @Test
  void cachedTokensCostWhatTheyCost() {
    Stage stage =
        Stage.of(
            Strategy.COST,
            target("plain", 1, new Price(1_000_000, 1_000_000, 0), 0.5),
            target("caching", 1, new Price(1_500_000, 150_000, 0), 0.5));
    stage.knows(0, 1_000, 1, 0.5, 100);
    Estimate known = new Estimate(0.5, 0.1, 1_000);
    stage.statistics[1] = new TargetStatistics(1_000, 1_000, known, known, known, known, 0.8, 0);
    stage.asks(new Demand(1_000, 10, Set.of(), 0));
    assertThat(stage.choose()).isEqualTo(1);
    // 200 tokens at 1.5 and 800 at 0.15 nano-dollars.
    assertThat(stage.candidates().price(1)).isCloseTo(420, within(1e-6));
  }

  @Test
  void anAnswersLengthIsLearnedFromTheSiblingsUntilTheTargetHasItsOwn() {
    Stage stage = Stage.of(Strategy.COST, target("a", 1, 1, 0.5), target("b", 1, 1, 0.5));
    stage.knows(0, 1e6, 1, 0.5, 100);
    stage.asks(new Demand(100, 0, Set.of(), 0));
    assertThat(stage.choose()).isNotNegative();
    assertThat(stage.candidates().price(1)).isCloseTo(100 + 4 * 200, within(1.0));
  }

  @Test
  void aFailureIsPaidAgain() {
    Stage stage = Stage.of(Strategy.COST, target("frail", 1, 9, 0.5), target("firm", 1, 10, 0.5));
    stage.knows(0, 1_000, 0.8, 0.1, 200);
    stage.knows(1, 1_000, 0.99, 0.9, 50);
    assertThat(stage.counts(100)).containsExactly(0, 100);
  }

  @Test
  void whatHasNoPriceComesLast() {
    Stage stage =
        Stage.of(
            Strategy.COST,
            target("unknown", 1, null, 0.9),
            target("dear", 1, 1_000, 0.1),
            target("cheap", 1, 1, 0.1));
    stage.knows(0, 1_000, 1, 0.01, 1_000);
    stage.knows(1, 1_000, 0.5, 9, 1);
    stage.knows(2, 1_000, 0.5, 9, 1);
    assertThat(stage.choose()).isEqualTo(2);
    assertThat(stage.ordered()).containsExactly(2, 1, 0);
  }

  @Test
  void amongEqualPricesTheQuickerServes() {
    Stage stage = Stage.alike(Strategy.COST, 2);
    stage.peaks[0] = 2;
    stage.peaks[1] = 0.5;
    assertThat(stage.counts(100)).containsExactly(0, 100);
  }

  @Test
  void aNewTargetGetsNoMoreThanItsFairShareHoweverCheap() {
    Stage stage =
        Stage.of(
            Strategy.COST,
            target("new", 1, 1, 0.5),
            target("b", 1, 9, 0.5),
            target("c", 1, 9, 0.5),
            target("d", 1, 9, 0.5));
    for (int place = 1; place < 4; place++) {
      stage.knows(place, 1_000, 1, 0.5, 100);
    }
    assertThat(stage.counts(20_000)[0]).isBetween(4_500, 5_500);
    stage.knows(0, 10, 1, 0.5, 100);
    assertThat(stage.counts(100)[0]).isEqualTo(100);
  }
}
