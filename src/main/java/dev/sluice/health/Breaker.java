package dev.sluice.health;

/**
 * A target's circuit breaker: the states and the reset timer. What opens it and who passes while it
 * is half open is decided by {@link Gate}.
 */
interface Breaker {
  /** Keeps all away until the reset time has passed. It must not be open. */
  void open();

  /** Lets all pass. It must be half open. */
  void close();
}
