package dev.sluice.bench.report;

import java.util.List;

/**
 * One figure of one subject, over all trials.
 *
 * @param series what was done, for example {@code unary c=1}
 * @param subject whose figure it is
 * @param metric what was measured, for example {@code added p99}
 * @param unit its unit
 * @param higherIsBetter which way is good
 * @param trials one value a trial, at least one
 * @param doubt why the figure should not be trusted, empty when nothing speaks against it
 */
public record Measurement(
    String series,
    String subject,
    String metric,
    String unit,
    boolean higherIsBetter,
    List<Double> trials,
    String doubt) {
  public Measurement {
    trials = List.copyOf(trials);
    if (trials.isEmpty()) {
      throw new IllegalArgumentException(series + ", " + metric + ": nothing was measured");
    }
  }

  /** A figure of which less is better and which nothing speaks against. */
  public static Measurement of(
      String series, String subject, String metric, String unit, List<Double> trials) {
    return new Measurement(series, subject, metric, unit, false, trials, "");
  }

  /** The same figure, of which more is better. */
  public Measurement higher() {
    return new Measurement(series, subject, metric, unit, true, trials, doubt);
  }

  /** The same figure with a doubt. */
  public Measurement doubted(String why) {
    return new Measurement(series, subject, metric, unit, higherIsBetter, trials, why);
  }

  /** What it is a figure of, equal in two runs. */
  public Key key() {
    return new Key(series, subject, metric);
  }

  /** The middle of the trials. */
  public double median() {
    return Statistics.median(trials);
  }

  /** The least of the trials. */
  public double min() {
    return Statistics.min(trials);
  }

  /** The most of the trials. */
  public double max() {
    return Statistics.max(trials);
  }

  /** Names of a figure. */
  public record Key(String series, String subject, String metric) {}
}
