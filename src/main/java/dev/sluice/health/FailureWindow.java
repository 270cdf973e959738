package dev.sluice.health;

import dev.sluice.config.BreakerConfig;
import java.util.Arrays;

/**
 * The decision when a breaker opens: on failures in a row, or on their share within a sliding
 * window of ten buckets. Pure; not thread-safe.
 *
 * <p>Failures are told one by one. Successes are read off a counter that only grows, so that
 * whoever counts them needs no clock and no lock: what it grew by since the last look is spread
 * evenly over the time since then. Looking once a bucket makes that exact to a bucket.
 */
final class FailureWindow {
  private static final int BUCKETS = 10;

  private final BreakerConfig config;
  private final long bucketNanos;
  private final long[] failures = new long[BUCKETS];
  private final double[] successes = new double[BUCKETS];
  private long lastLook;
  private long lastTotal;
  private int inARow;

  /** An empty window; the clock stands at 0. */
  FailureWindow(BreakerConfig config) {
    this.config = config;
    this.bucketNanos = Math.max(1, config.window().toNanos() / BUCKETS);
  }

  /**
   * Looks at the counter of successes.
   *
   * @param now nanoseconds, never less than before
   * @param total successes since ever, never less than before
   */
  void look(long now, long total) {
    double grown = total - lastTotal;
    long bucket = lastLook / bucketNanos;
    long last = now / bucketNanos;
    double perBucket = last == bucket ? grown : grown / (last - bucket);
    if (last == bucket) {
      successes[slot(last)] += grown;
    }
    for (bucket = Math.max(bucket + 1, last - BUCKETS + 1); bucket <= last; bucket++) {
      failures[slot(bucket)] = 0;
      successes[slot(bucket)] = perBucket;
    }
    lastLook = now;
    lastTotal = total;
  }

  /** A failure; true when the breaker should open. */
  boolean failed(long now, long total) {
    look(now, total);
    failures[slot(now / bucketNanos)]++;
    inARow++;
    return config.enabled() && (inARow >= config.failures() || tooMany());
  }

  /** A success ends the row of failures. */
  void succeeded() {
    inARow = 0;
  }

  /** Failures since the last success. */
  int inARow() {
    return inARow;
  }

  /** Forgets all. */
  void clear(long now, long total) {
    Arrays.fill(failures, 0);
    Arrays.fill(successes, 0);
    lastLook = now;
    lastTotal = total;
    inARow = 0;
  }

  private boolean tooMany() {
    long bad = Arrays.stream(failures).sum();
    double all = bad + Arrays.stream(successes).sum();
    return all >= config.minimum() && bad >= config.errorRate() * all;
  }

  private static int slot(long bucket) {
    return (int) (bucket % BUCKETS);
  }
}
