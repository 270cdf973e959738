package dev.sluice.bench.load;

import org.HdrHistogram.Histogram;

/**
 * A distribution of times in microseconds.
 *
 * @param count values
 * @param p50 the median
 * @param p90 90th percentile
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param max the largest
 */
public record Percentiles(long count, double p50, double p90, double p99, double p999, double max) {
  /** Of a histogram in nanoseconds. */
  static Percentiles of(Histogram nanos) {
    return new Percentiles(
        nanos.getTotalCount(),
        micros(nanos, 50),
        micros(nanos, 90),
        micros(nanos, 99),
        micros(nanos, 99.9),
        nanos.getMaxValue() / 1e3);
  }

  private static double micros(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e3;
  }
}
