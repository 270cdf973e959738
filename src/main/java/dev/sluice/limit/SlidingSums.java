package dev.sluice.limit;

import java.util.function.LongSupplier;

/** Sums of several quantities over the last minute, in steps of five seconds. */
final class SlidingSums {
  private static final int BUCKETS = 12;
  private static final long BUCKET_NANOS = 5_000_000_000L;

  private final int quantities;
  private final LongSupplier nanos;
  private final long origin;
  private final long[] parts;
  private final long[] sums;
  private long step;

  /** Sums of zero, of so many quantities, on a clock of nanoseconds that never goes back. */
  SlidingSums(int quantities, LongSupplier nanos) {
    this.quantities = quantities;
    this.nanos = nanos;
    this.origin = nanos.getAsLong();
    this.parts = new long[BUCKETS * quantities];
    this.sums = new long[quantities];
  }

  void add(int quantity, long amount) {
    advance();
    parts[bucket(step) + quantity] += amount;
    sums[quantity] += amount;
  }

  long sum(int quantity) {
    advance();
    return sums[quantity];
  }

  private int bucket(long at) {
    return (int) (at % BUCKETS) * quantities;
  }

  private void advance() {
    long now = (nanos.getAsLong() - origin) / BUCKET_NANOS;
    for (long passed = Math.max(step + 1, now - BUCKETS + 1); passed <= now; passed++) {
      int from = bucket(passed);
      for (int quantity = 0; quantity < quantities; quantity++) {
        sums[quantity] -= parts[from + quantity];
        parts[from + quantity] = 0;
      }
    }
    step = Math.max(step, now);
  }
}
