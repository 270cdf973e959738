package dev.sluice.routing.selector;

/**
 * Lower end of Wilson's score interval for a success rate, one standard deviation wide to each
 * side.
 *
 * <p>Two successes are added beforehand, so that a target which nobody has tried is neither perfect
 * nor hopeless: its rate is 1, its lower end two thirds.
 */
final class Wilson {
  private static final double PRIOR = 2;

  private Wilson() {}

  /** Expected rate, 0 to 1. */
  static double rate(double successes, double attempts) {
    return (successes + PRIOR) / (attempts + PRIOR);
  }

  /** Middle of the interval less half its width, 0 to 1. */
  static double lower(double successes, double attempts) {
    double n = attempts + PRIOR;
    double middle = (rate(successes, attempts) + 1 / (2 * n)) / (1 + 1 / n);
    return Math.max(0, middle - half(successes, attempts));
  }

  /** Half the width of the interval: a standard deviation of the rate. */
  static double half(double successes, double attempts) {
    double n = attempts + PRIOR;
    double rate = rate(successes, attempts);
    return Math.sqrt(Math.max(0, rate * (1 - rate)) / n + 1 / (4 * n * n)) / (1 + 1 / n);
  }
}
