package dev.sluice.stats.window;

/**
 * How quickly figures fade.
 *
 * <p>An attempt of age {@code a} counts {@code exp(-a / τ)}. With τ half the window's length the
 * mean age of what counts is that of a window which forgets at its end, and nothing falls out of
 * sight at once.
 */
public enum Window {
  MINUTE(1),
  FIVE_MINUTES(5),
  HOUR(60);

  private final int minutes;

  Window(int minutes) {
    this.minutes = minutes;
  }

  /** Its length. */
  public int minutes() {
    return minutes;
  }

  /** Seconds after which an attempt counts 1/e of what it did. */
  public double timeConstant() {
    return minutes * 60 / 2.0;
  }
}
