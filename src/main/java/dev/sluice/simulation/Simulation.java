package dev.sluice.simulation;

import dev.sluice.model.Strategy;
import dev.sluice.simulation.result.Result;
import dev.sluice.simulation.result.Study;
import dev.sluice.simulation.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Runs scenarios in virtual time. The same seed gives the same result. */
public final class Simulation {
  private Simulation() {}

  /** What a strategy makes of a scenario. */
  public static Result run(Scenario scenario, Strategy strategy, long seed) {
    return new Run(scenario, strategy, seed, null).result();
  }

  /** What a strategy makes of a scenario, and some of its decisions. */
  public static Result run(Scenario scenario, Strategy strategy, long seed, Excerpt excerpt) {
    return new Run(scenario, strategy, seed, excerpt).result();
  }

  /** What a choice makes of the scenario that knows the targets as they are. */
  public static Result oracle(Scenario scenario, long seed) {
    return new Run(scenario, null, seed, null).result();
  }

  /** All of the strategies and the oracle, with the same requests. */
  public static Study study(Scenario scenario, List<Strategy> strategies, long seed) {
    List<Result> results = new ArrayList<>();
    for (Strategy strategy : strategies) {
      results.add(run(scenario, strategy, seed));
    }
    results.add(oracle(scenario, seed));
    return new Study(scenario, seed, results);
  }
}
