package dev.sluice.bench.report;

import java.util.List;
import java.util.stream.IntStream;

/** Arithmetic on small samples. */
public final class Statistics {
  private Statistics() {}

  /**
   * The middle value, or the mean of the two in the middle.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static double median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no median of nothing");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The least value, NaN of nothing. */
  public static double min(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  /** The largest value, NaN of nothing. */
  public static double max(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  /**
   * What was added, trial by trial: neighbours in time shared the same weather.
   *
   * @param with values with the thing under measurement
   * @param without values without it, as many
   */
  public static List<Double> added(List<Double> with, List<Double> without) {
    if (with.size() != without.size()) {
      throw new IllegalArgumentException("trials do not pair");
    }
    return IntStream.range(0, with.size()).mapToObj(i -> with.get(i) - without.get(i)).toList();
  }

  /**
   * Whether the last three windows agree, that is lie within a tolerance of their mean.
   *
   * @param tolerance greatest distance from the mean, as a share of it
   */
  public static boolean agree(List<Double> windows, double tolerance) {
    if (windows.size() < 3) {
      return false;
    }
    List<Double> last = windows.subList(windows.size() - 3, windows.size());
    double mean = last.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return last.stream().allMatch(v -> Math.abs(v - mean) <= tolerance * mean);
  }
}
