package dev.sluice.stats.view;

import dev.sluice.stats.window.Sketch;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles of a duration in seconds, with a relative error of at most 2 %.
 *
 * @param p50 median
 * @param p90 90th percentile
 * @param p95 95th percentile
 * @param p99 99th percentile
 */
public record Percentiles(double p50, double p90, double p95, double p99) {
  /** Of a distribution; null when nothing is in it. */
  static @Nullable Percentiles of(Sketch sketch) {
    return sketch.weight() > 0
        ? new Percentiles(
            sketch.quantile(0.5),
            sketch.quantile(0.9),
            sketch.quantile(0.95),
            sketch.quantile(0.99))
        : null;
  }
}
