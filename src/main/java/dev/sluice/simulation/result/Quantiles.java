package dev.sluice.simulation.result;

/**
 * Seconds and how often they came, to two percent. Values below a millisecond count as one, values
 * above a thousand seconds as those.
 */
public final class Quantiles {
  private static final double LEAST = 1e-3;
  private static final double STEP = Math.log(1.02);
  private static final int BUCKETS = 700;

  private final double[] weights = new double[BUCKETS];
  private double total;

  /** Counts a value. */
  public void add(double seconds) {
    int bucket = (int) (Math.log(Math.max(LEAST, seconds) / LEAST) / STEP);
    weights[Math.min(BUCKETS - 1, bucket)] += 1;
    total += 1;
  }

  /** Lets all values so far count for less. */
  public void decay(double factor) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      weights[bucket] *= factor;
    }
    total *= factor;
  }

  /** The value that the share, 0 to 1, of all values do not exceed; 0 when there are none. */
  public double at(double share) {
    if (!(total > 0)) {
      return 0;
    }
    // Decayed weights do not sum to the decayed total to the last bit.
    double left = share * total * (1 - 1e-9);
    int bucket = 0;
    while (bucket < BUCKETS - 1 && left > weights[bucket]) {
      left -= weights[bucket++];
    }
    return LEAST * Math.exp((bucket + 0.5) * STEP);
  }
}
