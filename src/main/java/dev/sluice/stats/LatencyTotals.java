package dev.sluice.stats;

import java.util.ArrayList;
import java.util.List;

/** The histograms of several lanes in one, as they were when read. Confined to its reader. */
public final class LatencyTotals {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long[] counts = new long[Latencies.BUCKETS];
  private long sum;

  void add(int bucket, long count) {
    counts[bucket] += count;
  }

  void addSum(long nanos) {
    sum += nanos;
  }

  /** How many durations were counted. */
  public long count() {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    return all;
  }

  /** Sum of the durations in seconds. */
  public double sumSeconds() {
    return sum / NANOS_PER_SECOND;
  }

  /**
   * Upper bound in seconds of the bucket that holds the quantile; 0 when nothing was counted,
   * infinite above the largest bound.
   *
   * @param quantile 0 to 1
   */
  public double quantileSeconds(double quantile) {
    long rank = (long) Math.ceil(quantile * count());
    long below = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      below += counts[bucket];
      if (below >= rank && below > 0) {
        return Latencies.upperBound(bucket);
      }
    }
    return 0;
  }

  /** The buckets folded at the bounds 1, 2 and 5 of each decade, and at 600 s. */
  List<Fold> folded() {
    List<Fold> folds = new ArrayList<>();
    long count = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      count += counts[bucket];
      if (isFold(bucket)) {
        folds.add(new Fold(Latencies.upperBound(bucket), count));
        count = 0;
      }
    }
    return folds;
  }

  private static boolean isFold(int bucket) {
    int step = bucket == 0 ? 1 : (bucket - 1) % 9 + 2;
    return step == 1 || step == 2 || step == 5 || step == 10 || bucket >= Latencies.BUCKETS - 2;
  }

  /**
   * What was counted between the bound before and this one.
   *
   * @param upperBound in seconds
   * @param count not cumulative
   */
  record Fold(double upperBound, long count) {}
}
