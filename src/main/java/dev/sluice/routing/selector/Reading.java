package dev.sluice.routing.selector;

import dev.sluice.model.Estimate;

/** A measured quantity of one target as a selector uses it, and whether it is changing. */
final class Reading {
  /** Values from which on a change is more than a few odd ones. */
  private static final double ENOUGH = 20;

  private static final double CATCHING_UP = 0.1;
  private static final double NOTABLE = 0.2;

  private double mean;
  private double weight;
  private double doubt;
  private double usual;
  private boolean moving;

  /** Takes a newer estimate; wanted about once a second. */
  void read(Estimate estimate) {
    weight = estimate.weight();
    mean = estimate.mean();
    // Besides the measured values one is assumed that is as far off as the mean is large.
    doubt =
        weight > 0
            ? Math.sqrt((weight * estimate.variance() + mean * mean) / (weight + 1) / weight)
            : Double.POSITIVE_INFINITY;
    if (weight < ENOUGH || usual == 0) {
      moving = false;
      usual = mean;
    } else {
      moving = Math.abs(mean - usual) > NOTABLE * usual + 2 * doubt;
      usual += CATCHING_UP * (mean - usual);
    }
  }

  /** The measured mean drawn towards what is expected of any target, as if that were so many. */
  double towards(double expected, double values) {
    return (weight * mean + values * expected) / (weight + values);
  }

  double mean() {
    return mean;
  }

  double weight() {
    return weight;
  }

  /** Whether at least one value's worth is known. */
  boolean known() {
    return weight >= 1;
  }

  /** Standard deviation of the mean, infinite when nothing was measured. */
  double doubt() {
    return doubt;
  }

  /** Whether the mean is leaving what it was in the last seconds by more than noise. */
  boolean moving() {
    return moving;
  }
}
