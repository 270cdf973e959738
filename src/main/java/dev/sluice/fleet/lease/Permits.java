package dev.sluice.fleet.lease;

/**
 * Permits of a bucket that this node may use now. Used by any thread; nothing waits and nothing is
 * allocated.
 */
public interface Permits {
  /** Takes a permit when one is free. */
  boolean tryEnter();

  /** Gives a permit back, exactly once for each that was taken. */
  void leave();

  /** Whether {@link #tryEnter} would take one. Takes nothing. */
  boolean open();

  /** Permits taken. */
  int inside();
}
