package dev.sluice.stats.window;

/**
 * How much an attempt counts in a window, growing instead of fading.
 *
 * <p>That old attempts count less is the same as that new ones count more: so nothing has to be
 * multiplied as time passes, and a target that is not used costs nothing. Only when the weights
 * become large is all divided by them once. Confined to one thread at a time.
 */
public final class Decay {
  /** Time constants after which the weights start again from 1; the largest is about 5e8. */
  private static final double LIMIT = 20;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Window window;
  private long since;
  private long landmark;
  private double growth = 1;
  private double span = 1;

  /**
   * Weights that begin now.
   *
   * @param now of a monotonic clock in nanoseconds
   */
  public Decay(Window window, long now) {
    this.window = window;
    this.since = now;
    this.landmark = now;
  }

  /** The window whose weights they are. */
  public Window window() {
    return window;
  }

  /**
   * Goes on to a time, not before the last one.
   *
   * @return what everything that was gathered up to now has to be multiplied with; nearly always 1
   */
  public double moveTo(long now) {
    double age = (now - landmark) / NANOS_PER_SECOND / window.timeConstant();
    span = spanOf(age(now));
    if (age > LIMIT) {
      landmark = now;
      growth = 1;
      return Math.exp(-age);
    }
    growth = Math.exp(age);
    return 1;
  }

  /** Begins anew: what was gathered is gone. */
  public void restart(long now) {
    since = now;
    landmark = now;
    growth = 1;
    span = 1;
  }

  /** Weight of an attempt that ends now. */
  public double growth() {
    return growth;
  }

  /** Weight of an attempt that ended at a time of the clock, not after the one last moved to. */
  public double growthAt(long then) {
    return Math.exp((then - landmark) / NANOS_PER_SECOND / window.timeConstant());
  }

  /** Seconds that have been gathered over, up to a time of the clock. */
  public double age(long now) {
    return (now - since) / NANOS_PER_SECOND;
  }

  /** What {@link #span} is after so many seconds of gathering. */
  public double spanOf(double seconds) {
    return Math.max(1, window.timeConstant() * -Math.expm1(-seconds / window.timeConstant()));
  }

  /**
   * Seconds that the weights of attempts add up to at one attempt a second; at least 1. A sum
   * divided by it is a rate, also when the window has not yet been filled.
   */
  public double span() {
    return span;
  }
}
