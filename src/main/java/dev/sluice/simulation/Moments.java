package dev.sluice.simulation;

import dev.sluice.model.Estimate;

/** Mean and variance of values of which older ones count less. */
final class Moments {
  private double weight;
  private double sum;
  private double squares;

  void add(double value) {
    weight += 1;
    sum += value;
    squares += value * value;
  }

  void decay(double factor) {
    weight *= factor;
    sum *= factor;
    squares *= factor;
  }

  Estimate estimate() {
    if (weight == 0) {
      return Estimate.NONE;
    }
    double mean = sum / weight;
    return new Estimate(mean, Math.max(0, squares / weight - mean * mean), weight);
  }
}
