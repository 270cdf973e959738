package dev.sluice.model;

/**
 * A measured quantity and how well it is known.
 *
 * @param mean of the measured values, 0 when there are none
 * @param variance of the measured values
 * @param weight how many values it rests on, older ones counting less
 */
public record Estimate(double mean, double variance, double weight) {
  /** Nothing was measured. */
  public static final Estimate NONE = new Estimate(0, 0, 0);

  /** Whether anything was measured. */
  public boolean known() {
    return weight > 0;
  }

  /** Standard deviation of the mean; infinite when nothing was measured. */
  public double uncertainty() {
    return weight > 0 ? Math.sqrt(variance / weight) : Double.POSITIVE_INFINITY;
  }
}
