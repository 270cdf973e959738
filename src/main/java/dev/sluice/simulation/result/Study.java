package dev.sluice.simulation.result;

import dev.sluice.simulation.scenario.Scenario;
import java.util.List;

/**
 * One scenario under several strategies, all with the same requests.
 *
 * @param scenario the world
 * @param seed that all chance comes from
 * @param results one a strategy, the oracle's last
 */
public record Study(Scenario scenario, long seed, List<Result> results) {
  public Study {
    results = List.copyOf(results);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("a study has at least the oracle's result");
    }
  }

  /** The result's score in terms of the oracle's; 1 is as good as can be. */
  public double scoreRatio(Result result) {
    return result.figures().score() / results.getLast().figures().score();
  }
}
