package dev.sluice.stats;

/**
 * A histogram of durations with one writing thread and any number of reading ones.
 *
 * <p>Its buckets are log-linear: nine of equal width to a decade, with upper bounds of 1, 2, 3 … 9,
 * 10, 20, 30 … milliseconds up to 600 seconds, and one for what is longer. A bound belongs to the
 * bucket below it.
 */
public final class Latencies {
  private static final long MILLISECOND = 1_000_000L;
  private static final int PER_DECADE = 9;

  /** Buckets with an upper bound: 1 ms to 100 s, then 200 to 600 s. */
  private static final int BOUNDED = 5 * PER_DECADE + 1 + 5;

  /** Buckets, the last one of which has no upper bound. */
  static final int BUCKETS = BOUNDED + 1;

  private final Counts counts = new Counts(BUCKETS + 1);

  /** Counts a duration. Only the writing thread may call it. */
  public void record(long nanos) {
    counts.add(bucket(nanos), 1);
    counts.add(BUCKETS, nanos);
  }

  /** Adds what was counted so far. */
  void addTo(LatencyTotals totals) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      totals.add(bucket, counts.get(bucket));
    }
    totals.addSum(counts.get(BUCKETS));
  }

  /** Index of the bucket that a duration falls into. */
  static int bucket(long nanos) {
    if (nanos <= MILLISECOND) {
      return 0;
    }
    long unit = MILLISECOND;
    int decade = 0;
    while (nanos > unit * 10 && decade < 5) {
      unit *= 10;
      decade++;
    }
    long step = Math.min(BOUNDED, Math.ceilDiv(nanos, unit) - 1);
    return Math.min(BOUNDED, decade * PER_DECADE + (int) step);
  }

  /** Upper bound of a bucket in seconds; infinite for the last one. */
  static double upperBound(int bucket) {
    if (bucket >= BOUNDED) {
      return Double.POSITIVE_INFINITY;
    }
    if (bucket == 0) {
      return 0.001;
    }
    int decade = (bucket - 1) / PER_DECADE;
    int step = (bucket - 1) % PER_DECADE + 2;
    return step * Math.pow(10, decade) / 1000;
  }
}
