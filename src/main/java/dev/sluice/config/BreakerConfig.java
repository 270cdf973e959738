package dev.sluice.config;

import java.time.Duration;

/**
 * When a target is left alone.
 *
 * @param enabled whether breakers open at all
 * @param failures consecutive failures that open a breaker
 * @param errorRate share of failures within the window that opens a breaker, 0 to 1
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
    int probes) {}
