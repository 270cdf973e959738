package dev.sluice.fleet.lease.bucket;

/**
 * How full a bucket of tokens is. Pure.
 *
 * @param tokens in it
 * @param atMicros when, by the store's clock
 */
public record Level(double tokens, long atMicros) {
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  // A sum of many small parts must not lack its last token by a rounding.
  private static final double ROUNDING = 1e-6;

  /** A full bucket. */
  public static Level full(Rate rate, long nowMicros) {
    return new Level(rate.burst(), nowMicros);
  }

  /** The same bucket now. A clock that went back adds nothing, and counts from there. */
  public Level at(long nowMicros, Rate rate) {
    double passed = Math.max(0, nowMicros - atMicros) / MICROS;
    return new Level(Math.min(rate.burst(), tokens + passed * rate.perSecond()), nowMicros);
  }

  /** Whole tokens that can be taken, up to as many as are wanted. */
  public long available(long most) {
    return Math.max(0, Math.min(most, (long) (tokens + ROUNDING)));
  }

  /** The same bucket with so many more tokens, or fewer when negative. */
  public Level plus(long more, Rate rate) {
    return new Level(Math.min(rate.burst(), tokens + more), atMicros);
  }

  /** Nanoseconds until there is a whole token, 0 when there is one. */
  public long waitNanos(Rate rate) {
    return available(1) > 0 ? 0 : (long) Math.ceil((1 - tokens) / rate.perSecond() * NANOS);
  }
}
