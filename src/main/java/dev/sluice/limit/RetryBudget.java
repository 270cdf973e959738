package dev.sluice.limit;

import java.util.function.LongSupplier;

/**
 * A bound on the load that retries add. Confined to a lane.
 *
 * <p>Over a sliding window of about ten seconds, counted in buckets of one second, at most {@code
 * share × requests + floor × 10} retries pass. So an outage multiplies the traffic by {@code 1 +
 * share} and not by the number of attempts, while a quiet node may still retry.
 */
public final class RetryBudget {
  private static final int BUCKETS = 10;
  private static final long BUCKET_NANOS = 1_000_000_000L;

  private final double share;
  private final double floor;
  private final LongSupplier nanos;
  private final long origin;
  private final long[] requests = new long[BUCKETS];
  private final long[] retries = new long[BUCKETS];
  private long requestsInWindow;
  private long retriesInWindow;
  private long second;

  /**
   * An unused budget.
   *
   * @param share retries for each request, 0 to 1
   * @param floorPerSecond retries a second that always pass; a lane's part of the node's
   * @param nanos a clock of nanoseconds that never goes back
   */
  public RetryBudget(double share, double floorPerSecond, LongSupplier nanos) {
    this.share = share;
    this.floor = floorPerSecond * BUCKETS;
    this.nanos = nanos;
    this.origin = nanos.getAsLong();
  }

  /** An exchange came in. Its first attempt needs no leave. */
  public void request() {
    requests[advance()]++;
    requestsInWindow++;
  }

  /** Takes the right to one further attempt; false when the budget is spent. */
  public boolean retry() {
    if (!spare()) {
      return false;
    }
    retries[advance()]++;
    retriesInWindow++;
    return true;
  }

  /** Whether a further attempt would pass now. Takes nothing. */
  public boolean spare() {
    int _ = advance();
    return retriesInWindow + 1 <= share * requestsInWindow + floor;
  }

  /** Forgets the buckets that have left the window; the current one's index. */
  private int advance() {
    long now = (nanos.getAsLong() - origin) / BUCKET_NANOS;
    long first = Math.max(second + 1, now - BUCKETS + 1);
    for (long passed = first; passed <= now; passed++) {
      int bucket = (int) (passed % BUCKETS);
      requestsInWindow -= requests[bucket];
      retriesInWindow -= retries[bucket];
      requests[bucket] = 0;
      retries[bucket] = 0;
    }
    second = Math.max(second, now);
    return (int) (second % BUCKETS);
  }
}
