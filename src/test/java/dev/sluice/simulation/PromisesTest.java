package dev.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Strategy;
import dev.sluice.simulation.result.Figures;
import dev.sluice.simulation.result.Result;
import dev.sluice.simulation.result.Study;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Scenarios;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the strategies promise, seen in simulation, whatever the seed. */
final class PromisesTest {
  private static final List<Strategy> PARETO = List.of(Strategy.PARETO);
  private static final int SEEDS = 5;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void afterTheWarmUpParetoIsOnTheFrontAndAlmostAsGoodAsTheOracle(long seed) {
    Study study = Simulation.study(Worlds.stationary(), PARETO, seed);

    Result result = study.results().getFirst();
    assertThat(result.figures().front()).isGreaterThanOrEqualTo(0.99);
    assertThat(study.scoreRatio(result)).isLessThanOrEqualTo(1.05);
  }

  @Test
  void thatHoldsOfWorldsInGeneral() {
    List<Study> studies =
        LongStream.rangeClosed(1, 20)
            .mapToObj(seed -> Simulation.study(Worlds.stationary(seed), PARETO, seed))
            .toList();

    assertThat(studies)
        .extracting(study -> study.results().getFirst().figures().front())
        .allSatisfy(front -> assertThat(front).isGreaterThan(0.97));
    assertThat(mean(studies.stream().map(each -> each.results().getFirst().figures().front())))
        .isGreaterThanOrEqualTo(0.99);
    assertThat(mean(studies.stream().map(each -> each.scoreRatio(each.results().getFirst()))))
        .isLessThanOrEqualTo(1.05);
  }

  private static double mean(Stream<Double> values) {
    return values.mapToDouble(each -> each).average().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aSwapIsFoundOutWithinAMinute(long seed) {
    Scenario swap = Scenarios.find("swap").withRate(300);

    Study study = Simulation.study(swap, List.of(Strategy.PARETO, Strategy.WEIGHTED), seed);

    Figures measured = study.results().getFirst().figures();
    Figures blind = study.results().get(1).figures();
    assertThat(measured.adaptation()).isBetween(0.0, 60.0);
    assertThat(measured.regret()).isLessThan(blind.regret() / 2);
  }

  @ParameterizedTest
  @EnumSource
  void aRecoveredTargetIsNotFlooded(Strategy strategy) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Result result = Simulation.run(Worlds.outage(3), strategy, seed);

      assertThat(result.figures().herding()).isBetween(0.3, 1.3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void thatHoldsOfFewTargetsAndMany(int targets) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Result result = Simulation.run(Worlds.outage(targets), Strategy.PARETO, seed);

      assertThat(result.figures().herding()).isBetween(0.3, 1.3);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void equalTargetsShareBeforeAnOutageAndAfterIt(long seed) {
    Result result = Simulation.run(Worlds.outage(3), Strategy.PARETO, seed);

    for (List<Double> share : result.series().shares()) {
      assertThat(mean(share.subList(20, 40).stream())).isBetween(0.28, 0.39);
      assertThat(mean(share.subList(110, 130).stream())).isBetween(0.22, 0.42);
    }
  }
}
