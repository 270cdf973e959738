package dev.sluice.simulation.scenario;

import dev.sluice.config.Rules;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A positive quantity that chance decides: lognormal, with a second lognormal for its heavy tail.
 *
 * @param median half of the values are below it, above 0
 * @param sigma standard deviation of the values' logarithms, 0 to 3; 0 for always the median
 * @param tail what some of the values come from instead, null for none
 */
public record Draw(double median, double sigma, @Nullable Tail tail) {
  private static final double WIDEST = 3;

  public Draw {
    new Rules()
        .require(median > 0 && median <= 1e9, "median", "must be above 0")
        .require(sigma >= 0 && sigma <= WIDEST, "sigma", "must be 0 to 3")
        .enforce();
  }

  /** A quantity without a heavy tail. */
  public Draw(double median, double sigma) {
    this(median, sigma, null);
  }

  /**
   * The heavy tail of a quantity.
   *
   * @param share of the values that come from the tail, 0 to 1
   * @param median of the tail's values, above 0
   * @param sigma of the tail's values, 0 to 3
   */
  public record Tail(double share, double median, double sigma) {
    public Tail {
      new Rules()
          .share("share", share)
          .require(median > 0 && median <= 1e9, "median", "must be above 0")
          .require(sigma >= 0 && sigma <= WIDEST, "sigma", "must be 0 to 3")
          .enforce();
    }
  }

  /** A value by chance. */
  public double next(RandomGenerator random) {
    return tail != null && random.nextDouble() < tail.share
        ? lognormal(tail.median, tail.sigma, random)
        : lognormal(median, sigma, random);
  }

  /** The mean of all values. */
  public double mean() {
    double body = mean(median, sigma);
    return tail == null
        ? body
        : (1 - tail.share) * body + tail.share * mean(tail.median, tail.sigma);
  }

  private static double lognormal(double median, double sigma, RandomGenerator random) {
    return sigma == 0 ? median : median * Math.exp(sigma * random.nextGaussian());
  }

  private static double mean(double median, double sigma) {
    return median * Math.exp(sigma * sigma / 2);
  }
}
