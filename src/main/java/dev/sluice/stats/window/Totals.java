package dev.sluice.stats.window;

import dev.sluice.telemetry.OutcomeKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums since the node's start or the last reset.
 *
 * @param requests attempts begun
 * @param outcomes attempts ended, by outcome; those that never came are left out
 * @param tokensIn prompt tokens, cached ones included
 * @param tokensCached prompt tokens read from the provider's cache
 * @param tokensOut completion tokens
 * @param costNanos nano-dollars at the configured prices
 */
public record Totals(
    long requests,
    Map<String, Long> outcomes,
    long tokensIn,
    long tokensCached,
    long tokensOut,
    long costNanos) {
  /** Nothing happened. */
  public static final Totals NONE = new Totals(0, Map.of(), 0, 0, 0, 0);

  private static final OutcomeKind[] KINDS = OutcomeKind.values();

  public Totals {
    outcomes = Map.copyOf(outcomes);
  }

  /** What was added between two readings of the same counters. */
  public static Totals between(Reading earlier, Reading later) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    for (OutcomeKind kind : KINDS) {
      long ended = added(earlier, later, Cells.ended(kind));
      if (ended > 0) {
        outcomes.put(kind.id(), ended);
      }
    }
    return new Totals(
        added(earlier, later, Cells.STARTED),
        outcomes,
        added(earlier, later, Cells.INPUT),
        added(earlier, later, Cells.CACHED),
        added(earlier, later, Cells.OUTPUT),
        added(earlier, later, Cells.COST));
  }

  private static long added(Reading earlier, Reading later, int cell) {
    return Math.round(later.get(cell) - earlier.get(cell));
  }

  /** The sums of both. */
  Totals plus(Totals other) {
    Map<String, Long> both = new LinkedHashMap<>(outcomes);
    other.outcomes.forEach((kind, ended) -> both.merge(kind, ended, Long::sum));
    return new Totals(
        requests + other.requests,
        both,
        tokensIn + other.tokensIn,
        tokensCached + other.tokensCached,
        tokensOut + other.tokensOut,
        costNanos + other.costNanos);
  }
}
