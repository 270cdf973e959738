package dev.sluice.simulation.scenario;

import dev.sluice.config.Rules;

/**
 * A target of a scenario.
 *
 * @param name its provider's name
 * @param weight share among the targets of the same priority, 1 to 10000
 * @param priority tier, 1 to 1000; 1 is tried before 2
 * @param truth how it is at the start
 */
public record ScenarioTarget(String name, int weight, int priority, Truth truth) {
  public ScenarioTarget {
    new Rules().within("weight", weight, 1, 10_000).within("priority", priority, 1, 1000).enforce();
  }
}
