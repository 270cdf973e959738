package dev.sluice.model;

/**
 * An amount of money in nano-dollars.
 *
 * @param nanos nano-dollars; 1 USD is 1,000,000,000
 */
public record Money(long nanos) {
  /** Nothing. */
  public static final Money ZERO = new Money(0);

  /** The sum. */
  public Money plus(Money other) {
    return new Money(Math.addExact(nanos, other.nanos));
  }
}
