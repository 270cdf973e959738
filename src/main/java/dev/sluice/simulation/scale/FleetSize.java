package dev.sluice.simulation.scale;

/**
 * A fleet and its traffic.
 *
 * @param nodes 1 to 1000
 * @param targets 1 to 10000
 * @param rate attempts a second of the whole fleet, spread evenly over its nodes; above 0 to
 *     1000000
 * @param skew exponent of Zipf's law by which targets are used: 0 for all alike, 1 for a few that
 *     take most; 0 to 3
 */
public record FleetSize(int nodes, int targets, double rate, double skew) {
  /**
   * A fleet.
   *
   * @throws IllegalArgumentException with what a figure must be
   */
  public FleetSize {
    require(nodes >= 1 && nodes <= 1_000, "nodes must be 1 to 1000");
    require(targets >= 1 && targets <= 10_000, "targets must be 1 to 10000");
    require(rate > 0 && rate <= 1_000_000, "the rate must be above 0 to 1000000");
    require(skew >= 0 && skew <= 3, "the skew must be 0 to 3");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Attempts a second of one node at each target, the most used one first. */
  double[] rates() {
    double[] rates = new double[targets];
    double sum = 0;
    for (int i = 0; i < targets; i++) {
      rates[i] = Math.pow(i + 1.0, -skew);
      sum += rates[i];
    }
    for (int i = 0; i < targets; i++) {
      rates[i] *= rate / nodes / sum;
    }
    return rates;
  }
}
