package dev.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Preference;
import dev.sluice.model.Presets;
import dev.sluice.model.Strategy;
import dev.sluice.simulation.result.Result;
import dev.sluice.simulation.result.Study;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Scenarios;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every simulation. */
final class SimulationTest {
  private static final List<Strategy> ALL = Arrays.asList(Strategy.values());

  static List<String> scenarios() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameResult(Strategy strategy) {
    Result once = Simulation.run(Worlds.brief(), strategy, 42);
    Result again = Simulation.run(Worlds.brief(), strategy, 42);

    assertThat(again).isEqualTo(once);
  }

  @Test
  void anotherSeedGivesOtherRequests() {
    Result one = Simulation.run(Worlds.brief(), Strategy.RANDOM, 1);
    Result other = Simulation.run(Worlds.brief(), Strategy.RANDOM, 2);

    assertThat(other.arrivals()).isNotEqualTo(one.arrivals());
  }

  @Test
  void everyStrategyGetsTheSameRequests() {
    Study study = Simulation.study(Worlds.brief(), ALL, 7);

    assertThat(study.results())
        .extracting(Result::arrivals)
        .containsOnly(study.results().getFirst().arrivals());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyArrivalEndsOnce(String name) {
    Study study = Simulation.study(Scenarios.find(name).withRate(20), ALL, 3);

    assertThat(study.results())
        .allSatisfy(SimulationTest::conserves)
        .allSatisfy(result -> assertThat(result.arrivals()).isBetween(5_500L, 7_800L));
  }

  @Property(tries = 40)
  void everyArrivalEndsOnceWhateverHappens(@ForAll Strategy strategy, @ForAll long seed) {
    conserves(Simulation.run(Worlds.any(seed), strategy, seed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "cheap", "fast", "reliable", "quality", "green"})
  void theOracleIsNeverBeaten(String preference) {
    Scenario world = Worlds.stationary().withRate(50).with(Presets.parse(preference));

    Study study = Simulation.study(world, ALL, 5);

    Result oracle = study.results().getLast();
    assertThat(oracle.figures().regret()).isZero();
    assertThat(oracle.figures().front()).isEqualTo(1);
    assertThat(study.results())
        .allSatisfy(result -> {
          assertThat(study.scoreRatio(result)).isGreaterThanOrEqualTo(1 - 1e-12);
          assertThat(result.figures().regret()).isNotNegative();
        });
  }

  @Test
  void theOraclePaysLeastWhenNothingButCostCounts() {
    Scenario world = Worlds.stationary().with(new Preference(1, 0, 0, 0, 0, 0));

    Study study = Simulation.study(world, ALL, 5);

    double least = study.results().getLast().figures().cost();
    assertThat(study.results())
        .allSatisfy(
            result -> assertThat(result.figures().cost()).isGreaterThanOrEqualTo(least * 0.97));
  }

  @Test
  void whatComesDuringTheWarmUpCountsForNothing() {
    Scenario world = Worlds.stationary();

    Result result = Simulation.run(world, Strategy.RANDOM, 1);

    double counted = world.traffic().seconds() - world.traffic().warmUpSeconds();
    assertThat((double) result.figures().requests())
        .isBetween(counted * 300 * 0.97, counted * 300 * 1.03);
  }

  @Test
  void aTargetThatIsOutGetsNextToNothing() {
    Result result = Simulation.run(Worlds.outage(), Strategy.ROUND_ROBIN, 1);

    List<Double> share = result.series().shares().get(1);
    assertThat(share.subList(44, 54)).allMatch(each -> each < 0.02);
    assertThat(share.subList(20, 40)).allMatch(each -> each > 0.25);
    assertThat(result.figures().success()).isGreaterThan(0.999);
  }

  @Test
  void aPriceChangeIsPaid() {
    Scenario world = Scenarios.find("price-change").withRate(100);

    Result before = Simulation.oracle(world.lasting(Duration.ofMinutes(2)), 1);
    Result whole = Simulation.oracle(world, 1);

    assertThat(whole.figures().cost()).isLessThan(before.figures().cost() * 0.8);
  }

  private static void conserves(Result result) {
    assertThat(result.served() + result.failed()).isEqualTo(result.arrivals());
    assertThat(result.attempts()).isGreaterThanOrEqualTo(result.served());
  }
}
