package dev.sluice.fleet.lease;

/**
 * Tokens of a bucket that this node may spend now. Used by any thread; nothing waits and nothing is
 * allocated.
 */
public interface Allowance {
  /**
   * Takes the cost when there is a token; a cost above what is there is owed, and nothing is taken
   * until it has come in.
   *
   * @param cost tokens, at least 1
   */
  boolean tryTake(long cost);

  /** Takes more without asking, which may be owed; gives back when negative. */
  void settle(long more);

  /** Whether {@link #tryTake} would take. Takes nothing. */
  boolean open();

  /** Nanoseconds until there is a token again as far as is known, 0 when there is one. */
  long waitNanos();
}
