package dev.sluice.stats;

/**
 * A moving average that follows a peak at once and comes down slowly: what a lane has to expect of
 * a target just now.
 *
 * <p>It fades towards 0 with a time constant of ten seconds, by time and not by the number of
 * values. So a target that was slow once is found again without anybody keeping watch over it.
 * Confined to its lane, but for forgetting.
 */
final class Peak {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double TIME_CONSTANT = 10 * NANOS_PER_SECOND;

  /** What a failure counts as at least: to fall below a tenth of it takes 23 seconds. */
  private static final double FAILURE = 5;

  /** Seconds below which nothing is known any more. */
  private static final double NOTHING = 1e-6;

  private double seconds;
  private long seen;
  private volatile boolean forgotten;

  /** A first token came so many nanoseconds after the start. */
  void observe(long nanos, long now) {
    take(nanos / NANOS_PER_SECOND, now);
  }

  /** An attempt failed so many nanoseconds after its start. */
  void failed(long nanos, long now) {
    take(Math.max(FAILURE, nanos / NANOS_PER_SECOND), now);
  }

  private void take(double value, long now) {
    if (forgotten) {
      forgotten = false;
      seconds = 0;
    }
    double kept = Math.exp((seen - now) / TIME_CONSTANT);
    seconds = value >= seconds ? value : seconds * kept + value * (1 - kept);
    seen = now;
  }

  /** What is to be expected, in seconds; 0 when nothing is known, or nothing any more. */
  double seconds(long now) {
    if (forgotten || seconds == 0) {
      return 0;
    }
    double faded = seconds * Math.exp((seen - now) / TIME_CONSTANT);
    return faded < NOTHING ? 0 : faded;
  }

  /** Nothing is known from here on. Any thread may call it. */
  void forget() {
    forgotten = true;
  }
}
