package dev.sluice.config;

import java.time.Duration;

/**
 * When a target is left alone.
 *
 * @param enabled whether breakers open at all
 * @param failures consecutive failures that open a breaker
 * @param errorRate share of failures within the window that opens a breaker, above 0, at most 1
 * @param minimum attempts within the window below which the share says nothing
 * @param window length of the window
 * @param reset how long an open breaker stays open
 * @param probes attempts let through when half open; all must succeed to close
 */
public record BreakerConfig(
    boolean enabled,
    int failures,
    double errorRate,
    int minimum,
    Duration window,
    Duration reset,
    int probes) {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);

  public BreakerConfig {
    new Rules()
        .within("failures", failures, 1, 10_000)
        .require(errorRate > 0 && errorRate <= 1, "error_rate", "must be above 0, at most 1")
        .within("minimum", minimum, 1, 1_000_000)
        .within("window", window, MILLI, HOUR)
        .within("reset", reset, MILLI, HOUR)
        .within("probes", probes, 1, 1000)
        .enforce();
  }

  /** Opens after 5 failures in a row, or at half of at least 20 attempts within 30 s. */
  public static BreakerConfig defaults() {
    return new BreakerConfig(true, 5, 0.5, 20, Duration.ofSeconds(30), Duration.ofSeconds(15), 2);
  }
}
