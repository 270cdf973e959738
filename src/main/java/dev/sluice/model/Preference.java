package dev.sluice.model;

/**
 * How much each objective weighs in the choice between targets. Weights are shares of their sum.
 *
 * @param cost of a low price
 * @param latency of an early first token
 * @param throughput of many tokens a second
 * @param success of few failures
 * @param quality of good answers
 * @param energy of little energy
 */
public record Preference(
    double cost, double latency, double throughput, double success, double quality, double energy) {
  /** Everything but energy counts alike. */
  public static final Preference BALANCED = new Preference(1, 1, 1, 1, 1, 0);

  public Preference {
    double sum = 0;
    for (double weight : new double[] {cost, latency, throughput, success, quality, energy}) {
      if (!(weight >= 0 && weight <= 1e6)) {
        throw new IllegalArgumentException("a weight lies between 0 and 1000000");
      }
      sum += weight;
    }
    if (sum == 0) {
      throw new IllegalArgumentException("at least one weight is above 0");
    }
  }
}
