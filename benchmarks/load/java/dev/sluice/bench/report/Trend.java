package dev.sluice.bench.report;

import java.util.List;

/**
 * The straight line that lies closest to a series of values.
 *
 * @param start its value at the first time
 * @param growth what it gains from the first to the last time
 * @param scatter root mean square of the values' distances from it
 */
public record Trend(double start, double growth, double scatter) {
  /**
   * Fits by least squares.
   *
   * @param times at least two different ones, ascending
   * @param values as many
   */
  public static Trend of(List<Double> times, List<Double> values) {
    int n = times.size();
    if (n < 2 || n != values.size()) {
      throw new IllegalArgumentException("a line needs two points or more");
    }
    double meanTime = mean(times);
    double mean = mean(values);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double distance = times.get(i) - meanTime;
      products += distance * (values.get(i) - mean);
      squares += distance * distance;
    }
    double slope = products / squares;
    double start = mean + slope * (times.getFirst() - meanTime);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double off = values.get(i) - start - slope * (times.get(i) - times.getFirst());
      sum += off * off;
    }
    return new Trend(start, slope * (times.getLast() - times.getFirst()), Math.sqrt(sum / n));
  }

  /**
   * Whether the values stay where they are: the line's growth is a small share of its start, or
   * lost in the scatter.
   *
   * @param tolerance the share
   */
  public boolean flat(double tolerance) {
    return growth <= Math.max(Math.abs(start) * tolerance, 2 * scatter);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
