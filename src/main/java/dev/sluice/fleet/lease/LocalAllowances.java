package dev.sluice.fleet.lease;

import dev.sluice.fleet.lease.bucket.Rate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Allowances of a node that shares with nobody: exact, and without any lease. */
public final class LocalAllowances implements Allowances {
  private final LongSupplier nanos;
  private final Map<String, Filled> buckets = new HashMap<>();
  private final Map<String, PermitCount> permits = new HashMap<>();

  private record Filled(Rate rate, TokenBucket bucket) {}

  /** Full buckets on a clock of nanoseconds that never goes back. */
  public LocalAllowances(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public synchronized Allowance tokens(String bucket, Rate rate) {
    @Nullable Filled known = buckets.get(bucket);
    if (known == null || !known.rate.equals(rate)) {
      known = new Filled(rate, TokenBucket.full(rate, nanos));
      buckets.put(bucket, known);
    }
    return known.bucket;
  }

  @Override
  public synchronized Permits permits(String bucket, int capacity) {
    PermitCount count = permits.computeIfAbsent(bucket, _ -> new PermitCount(capacity));
    count.resize(capacity);
    return count;
  }

  @Override
  public synchronized void retain(Set<String> names) {
    buckets.keySet().retainAll(names);
    permits.keySet().retainAll(names);
  }
}
