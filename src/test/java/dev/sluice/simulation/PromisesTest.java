package dev.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Strategy;
import dev.sluice.simulation.result.Result;
import dev.sluice.simulation.result.Study;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the strategies promise, seen in simulation. */
final class PromisesTest {
  private static final long SEED = 11;

  @ParameterizedTest
  @EnumSource(names = "PARETO")
  void afterTheWarmUpTheChoiceIsOnTheFront(Strategy strategy) {
    Result result = Simulation.run(Worlds.stationary(), strategy, SEED);

    assertThat(result.figures().front()).isGreaterThanOrEqualTo(0.99);
  }

  @ParameterizedTest
  @EnumSource(names = "PARETO")
  void theChoiceIsAlmostAsGoodAsTheOracles(Strategy strategy) {
    Study study = Simulation.study(Worlds.stationary(), List.of(strategy), SEED);

    assertThat(study.scoreRatio(study.results().getFirst())).isLessThanOrEqualTo(1.05);
  }

  @ParameterizedTest
  @EnumSource(names = "PARETO")
  void aSwapIsFoundOutWithinAMinute(Strategy strategy) {
    Scenario swap = Scenarios.find("swap").withRate(300);

    Study study = Simulation.study(swap, List.of(strategy, Strategy.WEIGHTED), SEED);

    Result measured = study.results().getFirst();
    Result blind = study.results().get(1);
    assertThat(measured.figures().adaptation()).isBetween(0.0, 60.0);
    assertThat(measured.figures().regret()).isLessThan(blind.figures().regret() / 2);
  }

  @ParameterizedTest
  @EnumSource
  void aRecoveredTargetIsNotFlooded(Strategy strategy) {
    Result result = Simulation.run(Worlds.outage(), strategy, SEED);

    assertThat(result.figures().herding()).isLessThanOrEqualTo(1.3);
  }
}
