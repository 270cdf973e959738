package dev.sluice.simulation.result;

import java.util.List;

/**
 * How a run went, step by step from its start.
 *
 * @param step seconds of a step
 * @param shares for each target the share of attempts that it got in each step, 0 to 1
 * @param regret mean regret of the choices in each step
 */
public record Series(int step, List<List<Double>> shares, List<Double> regret) {
  public Series {
    shares = shares.stream().map(List::copyOf).toList();
    regret = List.copyOf(regret);
  }
}
