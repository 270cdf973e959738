package dev.sluice.model;

/**
 * Price of a target's tokens in nano-dollars per million tokens.
 *
 * @param input uncached prompt tokens
 * @param cachedInput prompt tokens read from cache
 * @param output completion tokens
 */
public record Price(long input, long cachedInput, long output) {
  private static final long MILLION = 1_000_000L;

  public Price {
    if (input < 0 || cachedInput < 0 || output < 0) {
      throw new IllegalArgumentException("a price is never negative");
    }
  }

  /** Cost of the usage, rounded up to a whole nano-dollar. */
  public Money cost(Usage usage) {
    long uncached = Math.max(0, usage.inputTotal() - usage.cacheRead());
    long parts =
        Math.addExact(
            Math.addExact(
                Math.multiplyExact(uncached, input),
                Math.multiplyExact(usage.cacheRead(), cachedInput)),
            Math.multiplyExact(usage.outputTotal(), output));
    return new Money(Math.ceilDiv(parts, MILLION));
  }
}
