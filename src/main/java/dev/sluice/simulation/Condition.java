package dev.sluice.simulation;

import dev.sluice.model.Exclusion;
import org.jspecify.annotations.Nullable;

/**
 * What a node holds against a target. A simple likeness of the gateway's own: five failures in a
 * row open the breaker for 15 s, two trials that succeed close it, and for 20 s after that the
 * share grows from a tenth to the whole. Times are in seconds.
 */
final class Condition {
  private static final int FAILURES = 5;
  private static final double OPEN = 15;
  private static final int TRIALS = 2;
  private static final double WARM_UP = 20;
  private static final double COLD = 0.1;

  private int inARow;
  private boolean closed = true;
  private double openUntil;
  private int trials;
  private int successes;
  private double coolUntil;
  private double warmUntil;

  @Nullable Exclusion exclusion(double now) {
    if (!closed && (now < openUntil || trials >= TRIALS)) {
      return Exclusion.BREAKER_OPEN;
    }
    return now < coolUntil ? Exclusion.COOLING : null;
  }

  double warmth(double now) {
    if (!closed) {
      return COLD;
    }
    double left = warmUntil - now;
    return left <= 0 ? 1 : COLD + (1 - COLD) * (WARM_UP - left) / WARM_UP;
  }

  /** An attempt begins. */
  void entered() {
    if (!closed) {
      trials++;
    }
  }

  void succeeded(double now) {
    inARow = 0;
    // Attempts that began before the breaker opened end after it; they are no trials.
    if (!closed && trials > 0 && ++successes >= TRIALS) {
      closed = true;
      warmUntil = now + WARM_UP;
    }
  }

  void failed(double now) {
    inARow++;
    boolean trial = !closed && trials > 0;
    if (trial || (closed && inARow >= FAILURES)) {
      closed = false;
      openUntil = now + OPEN;
      trials = 0;
      successes = 0;
    }
  }

  /** The target asked for a pause. */
  void throttled(double now, double pause) {
    coolUntil = Math.max(coolUntil, now + pause);
    if (!closed && trials > 0) {
      trials--;
    }
  }
}
