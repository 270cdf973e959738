package dev.sluice.health;

import dev.sluice.config.BreakerConfig;
import java.util.EnumMap;
import java.util.Map;

/**
 * What this node's own attempts hold against a target: the decision when its breaker opens, who
 * passes while it is half open, and when it closes.
 *
 * <p>Its state and its open time may be read by any thread; everything else is for whoever holds
 * the target's lock.
 */
final class Gate {
  private final long resetNanos;
  private final FailureWindow window;
  private final Trials trials;
  private final Breaker breaker;
  private final Map<BreakerState, Long> changes = new EnumMap<>(BreakerState.class);
  private volatile BreakerState state = BreakerState.CLOSED;
  private volatile long openUntil;

  /**
   * A closed gate.
   *
   * @param breaker makes the breaker; given what to call when it has become half open
   * @param halfOpened called then, on the breaker's context
   */
  Gate(BreakerConfig config, BreakerMaker breaker, Runnable halfOpened) {
    this.resetNanos = config.reset().toNanos();
    this.window = new FailureWindow(config);
    this.trials = new Trials(config.probes(), resetNanos);
    this.breaker = breaker.make(halfOpened);
  }

  BreakerState state() {
    return state;
  }

  boolean closed() {
    return state == BreakerState.CLOSED;
  }

  /** When an open one becomes half open; in the past when it is not open. */
  long openUntil() {
    return state == BreakerState.OPEN ? openUntil : 0;
  }

  /** How often it came into the state. */
  long changes(BreakerState into) {
    return changes.getOrDefault(into, 0L);
  }

  /** Failures since the last success. */
  int inARow() {
    return window.inARow();
  }

  /** Looks at the counter of successes. */
  void look(long now, long total) {
    window.look(now, total);
  }

  /** Whether a half-open one has a place. */
  boolean free(long now) {
    return trials.free(now);
  }

  /** Takes a place of a half-open one; false when there is none. */
  boolean take(long now) {
    return trials.take(now);
  }

  /** Gives a place of a half-open one back. */
  void giveBack() {
    trials.giveBack();
  }

  /** An attempt succeeded; true when that closed it. */
  boolean succeeded(long now, long total) {
    window.succeeded();
    if (state != BreakerState.HALF_OPEN || !trials.succeeded()) {
      return false;
    }
    window.clear(now, total);
    breaker.close();
    become(BreakerState.CLOSED);
    return true;
  }

  /**
   * An attempt failed; true when that opened it.
   *
   * @param trial whether this one failure is enough
   */
  boolean failed(long now, long total, boolean trial) {
    boolean tooMany = window.failed(now, total);
    if (!tooMany && !trial && state != BreakerState.HALF_OPEN) {
      return false;
    }
    breaker.open();
    openUntil = now + resetNanos;
    become(BreakerState.OPEN);
    return true;
  }

  /** The reset time has passed. */
  void halfOpened() {
    trials.clear();
    become(BreakerState.HALF_OPEN);
  }

  private void become(BreakerState next) {
    state = next;
    changes.merge(next, 1L, Long::sum);
  }

  /** Makes a closed breaker that tells when it has become half open. */
  @FunctionalInterface
  interface BreakerMaker {
    /** A breaker. */
    Breaker make(Runnable halfOpened);
  }
}
