package dev.sluice.routing;

import dev.sluice.model.Strategy;
import java.util.SplittableRandom;

/**
 * Orders the targets of one priority tier, best first. Keeps state between calls and is confined to
 * its lane.
 *
 * <p>Knows targets by their place in the tier alone. The first in the order is the choice; the
 * others follow as the order to fail over in.
 */
interface Selector {
  /**
   * Writes the places of all eligible targets into {@code order}.
   *
   * @param shares for each place what its target should get relative to the others; 0 when it is
   *     not eligible
   * @param order receives the places, as long as {@code shares}
   * @return number of places written
   */
  int order(double[] shares, int[] order);

  /**
   * The selector of a strategy.
   *
   * @param weights for each place the weight of its target
   * @param lane lanes with different numbers start at different places, so that they do not all
   *     turn to the same target at once
   * @param random chance, for the strategies that need it
   */
  static Selector of(Strategy strategy, double[] weights, int lane, SplittableRandom random) {
    return switch (strategy) {
      case ROUND_ROBIN -> new RoundRobin(weights.length, lane);
      case WEIGHTED, LEAST_CONNECTIONS, PERFORMANCE, COST, PARETO ->
          new SmoothWeighted(weights, lane);
      case RANDOM -> new WeightedRandom(random.split());
    };
  }
}
