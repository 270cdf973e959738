package dev.sluice.fleet.lease;

import dev.sluice.fleet.lease.bucket.Rate;
import java.util.function.LongSupplier;

/** Allowances of a node that shares with nobody: exact, and without any lease. */
public final class LocalAllowances implements Allowances {
  private final LongSupplier nanos;

  /** Full buckets on a clock of nanoseconds that never goes back. */
  public LocalAllowances(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public Allowance tokens(String bucket, Rate rate) {
    return TokenBucket.full(rate, nanos);
  }

  @Override
  public Permits permits(String bucket, int capacity) {
    return new PermitCount(capacity);
  }
}
