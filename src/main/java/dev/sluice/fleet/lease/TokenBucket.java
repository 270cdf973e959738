package dev.sluice.fleet.lease;

import dev.sluice.fleet.lease.bucket.Rate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A bucket of this node alone. It fills evenly: what is kept is the time at which it would be full,
 * less its capacity, so that it takes one number and no timer. Over any time {@code t} in seconds
 * at most {@code perSecond × t + burst} tokens come out of it, and what one taker owes.
 */
public final class TokenBucket implements Allowance {
  private static final double NANOS = 1e9;

  private final LongSupplier nanos;
  private final long origin;
  private final double perToken;
  private final long token;
  private final long capacity;

  /** When it was empty, or will be out of debt. */
  private final AtomicLong empty;

  private TokenBucket(Rate rate, LongSupplier nanos, boolean full) {
    this.nanos = nanos;
    this.origin = nanos.getAsLong();
    this.perToken = NANOS / rate.perSecond();
    this.token = Math.max(1, (long) Math.ceil(perToken));
    this.capacity = token * (long) Math.ceil(rate.burst());
    this.empty = new AtomicLong(full ? -capacity : 0);
  }

  /**
   * A full bucket.
   *
   * @param nanos a clock of nanoseconds that never goes back
   */
  public static TokenBucket full(Rate rate, LongSupplier nanos) {
    return new TokenBucket(rate, nanos, true);
  }

  /** As above, but empty. */
  public static TokenBucket empty(Rate rate, LongSupplier nanos) {
    return new TokenBucket(rate, nanos, false);
  }

  @Override
  public boolean tryTake(long cost) {
    long now = now();
    long price = price(cost);
    long since = empty.get();
    while (true) {
      long from = Math.max(since, now - capacity);
      if (now - from < token) {
        return false;
      }
      if (empty.compareAndSet(since, from + price)) {
        return true;
      }
      since = empty.get();
    }
  }

  private long price(long cost) {
    return cost == 1 ? token : (long) Math.ceil(cost * perToken);
  }

  @Override
  public void settle(long more) {
    long earliest = now() - capacity;
    long price = more < 0 ? -(long) (-more * perToken) : price(more);
    long since = empty.get();
    while (!empty.compareAndSet(since, Math.max(since, earliest) + price)) {
      since = empty.get();
    }
  }

  @Override
  public boolean open() {
    return waitNanos() <= 0;
  }

  @Override
  public long waitNanos() {
    long now = now();
    return Math.max(0, token - (now - Math.max(empty.get(), now - capacity)));
  }

  /** Tokens that are owed, 0 or more. */
  long owed() {
    return (long) (Math.max(0, empty.get() - now()) / perToken);
  }

  private long now() {
    return nanos.getAsLong() - origin;
  }
}
