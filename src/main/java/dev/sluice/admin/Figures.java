package dev.sluice.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a target, of a provider's targets together, or of all. Attempts that say
 * nothing about a target are in {@code outcomes}, {@code tokens} and {@code costNanos} alone.
 *
 * @param inFlight attempts now under way
 * @param attempts that succeeded or failed by the target's fault
 * @param successes of them
 * @param successRate share of the successes, null without attempts
 * @param successAtLeast lower bound of that share at 95 % confidence, null without attempts
 * @param attemptsPerSecond by window, such as {@code 1m}; empty when there are no windows
 * @param outcomes ended attempts by outcome, those that never happened left out
 * @param firstToken from an attempt's start to its first token
 * @param whole from an attempt's start to its end
 * @param tokensPerSecond after the first token, null when unknown
 * @param tokens that were used
 * @param costNanos what they cost at the configured prices, in nano-dollars
 */
public record Figures(
    long inFlight,
    double attempts,
    double successes,
    @Nullable Double successRate,
    @Nullable Double successAtLeast,
    Map<String, Double> attemptsPerSecond,
    Map<String, Double> outcomes,
    Times firstToken,
    Times whole,
    @Nullable Double tokensPerSecond,
    Tokens tokens,
    long costNanos) {
  /**
   * Percentiles of a duration in seconds, null when nothing was measured.
   *
   * @param p50 median
   * @param p90 90th percentile
   * @param p95 95th percentile
   * @param p99 99th percentile
   */
  public record Times(
      @Nullable Double p50, @Nullable Double p90, @Nullable Double p95, @Nullable Double p99) {
    /** Nothing was measured. */
    public static final Times UNKNOWN = new Times(null, null, null, null);
  }

  /**
   * Token counts.
   *
   * @param input prompt tokens, cached ones included
   * @param cached prompt tokens that were read from the provider's cache
   * @param output completion tokens, reasoning included
   */
  public record Tokens(long input, long cached, long output) {}
}
