package dev.sluice.health;

import java.util.Arrays;

/**
 * The places of a half-open breaker: so many attempts may be under way or have succeeded, and when
 * all have succeeded it closes. A place whose holder stays away is free again after a while, so
 * that a leak heals. Pure; not thread-safe.
 */
final class Trials {
  private static final long FREE = Long.MIN_VALUE;

  private final long[] expiries;
  private final long holdNanos;
  private int good;

  /**
   * All places free.
   *
   * @param places at least 1
   * @param holdNanos how long a place is held for its holder
   */
  Trials(int places, long holdNanos) {
    this.expiries = new long[Math.max(1, places)];
    this.holdNanos = holdNanos;
    clear();
  }

  /** Whether a place could be taken. */
  boolean free(long now) {
    int held = 0;
    for (long expiry : expiries) {
      if (expiry > now) {
        held++;
      }
    }
    return held + good < expiries.length;
  }

  /** Takes a place; false when there is none. */
  boolean take(long now) {
    if (!free(now)) {
      return false;
    }
    for (int i = 0; i < expiries.length; i++) {
      if (expiries[i] <= now) {
        expiries[i] = now + holdNanos;
        return true;
      }
    }
    return false;
  }

  /** Gives back the place that was taken first; nothing when none is taken. */
  void giveBack() {
    int oldest = -1;
    for (int i = 0; i < expiries.length; i++) {
      if (expiries[i] != FREE && (oldest < 0 || expiries[i] < expiries[oldest])) {
        oldest = i;
      }
    }
    if (oldest >= 0) {
      expiries[oldest] = FREE;
    }
  }

  /** Gives a place back after a success; true when that was the last one needed. */
  boolean succeeded() {
    giveBack();
    good++;
    return good >= expiries.length;
  }

  /** Frees all places and forgets the successes. */
  void clear() {
    Arrays.fill(expiries, FREE);
    good = 0;
  }
}
