package dev.sluice.fleet.lease.bucket;

import java.time.Duration;

/**
 * How fast a bucket fills and how much it holds.
 *
 * @param perSecond tokens that come in a second, above 0
 * @param burst most tokens that it holds, at least 1
 */
public record Rate(double perSecond, double burst) {
  private static final double NANOS = 1e9;
  private static final double SECONDS_A_MINUTE = 60;

  public Rate {
    if (!(perSecond > 0) || !(burst >= 1)) {
      throw new IllegalArgumentException("a bucket fills, and has room for a token");
    }
  }

  /** A bucket of one second's worth, at least one token. */
  public static Rate perSecond(double tokens) {
    return new Rate(tokens, Math.max(1, Math.ceil(tokens)));
  }

  /**
   * A bucket of one second's worth, at least one token: in no minute more than 1/60 above the rate
   * comes out of it, wherever the minute begins.
   */
  public static Rate perMinute(long tokens) {
    double second = tokens / SECONDS_A_MINUTE;
    return new Rate(second, Math.max(1, second));
  }

  /** A part of it, above 0 to 1. */
  public Rate part(double share) {
    return new Rate(perSecond * share, Math.max(1, burst * share));
  }

  /** Tokens that come in a time. */
  public double in(Duration time) {
    return perSecond * time.toNanos() / NANOS;
  }

  /**
   * What is left in the store when leases take a part of the burst: bucket and leases together hold
   * no more than the burst, unless that is but a few tokens.
   *
   * @param span of all leases together
   */
  public Rate shared(Duration span) {
    // A token that comes while the bucket is full is lost, so there is room for one in waiting.
    return new Rate(perSecond, Math.max(burst - in(span), 1 + in(span)));
  }

  /** Most tokens of one node's lease: its even part of the span, at least one. */
  public long slice(Duration span, int nodes) {
    return Math.max(1, (long) (in(span) / nodes));
  }
}
