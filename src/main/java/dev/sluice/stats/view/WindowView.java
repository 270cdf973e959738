package dev.sluice.stats.view;

import dev.sluice.stats.window.Cells;
import dev.sluice.stats.window.Wilson;
import dev.sluice.stats.window.WindowRow;
import dev.sluice.telemetry.OutcomeKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a window, older attempts counting less.
 *
 * @param minutes length of the window
 * @param requestsPerSecond attempts begun
 * @param outcomesPerSecond attempts ended, by outcome; those that never came are left out
 * @param success how well attempts went, null when none told
 * @param firstToken of successes, null when there were none
 * @param latency to the end of the answer, of successes, null when there were none
 * @param tokensPerSecond mean pace of an answer after its first token, null when unknown
 * @param tokensPerMinute tokens that went in and out
 * @param costNanosPerMinute nano-dollars at the configured prices
 */
public record WindowView(
    int minutes,
    double requestsPerSecond,
    Map<String, Double> outcomesPerSecond,
    @Nullable Success success,
    @Nullable Percentiles firstToken,
    @Nullable Percentiles latency,
    @Nullable Double tokensPerSecond,
    Tokens tokensPerMinute,
    double costNanosPerMinute) {
  private static final double MINUTE = 60;
  private static final OutcomeKind[] KINDS = OutcomeKind.values();

  public WindowView {
    outcomesPerSecond = Map.copyOf(outcomesPerSecond);
  }

  /** What a row says. */
  static WindowView of(WindowRow row) {
    double paces = row.sum(Cells.THROUGHPUT);
    return new WindowView(
        row.window().minutes(),
        row.rate(Cells.STARTED),
        outcomes(row),
        Success.of(row),
        Percentiles.of(row.firstToken()),
        Percentiles.of(row.whole()),
        paces > 0 ? row.sum(Cells.THROUGHPUT + 1) / paces : null,
        new Tokens(
            row.rate(Cells.INPUT) * MINUTE,
            row.rate(Cells.CACHED) * MINUTE,
            row.rate(Cells.OUTPUT) * MINUTE),
        row.rate(Cells.COST) * MINUTE);
  }

  private static Map<String, Double> outcomes(WindowRow row) {
    Map<String, Double> outcomes = new LinkedHashMap<>();
    for (OutcomeKind kind : KINDS) {
      double rate = row.rate(Cells.ended(kind));
      if (rate > 0) {
        outcomes.put(kind.id(), rate);
      }
    }
    return outcomes;
  }

  /**
   * How well attempts went that say something about their target.
   *
   * @param attempts that succeeded or failed by the target's fault, older ones counting less
   * @param successes of them
   * @param rate share of the successes
   * @param atLeast lower end of Wilson's interval for it, at 95 % confidence
   */
  public record Success(double attempts, double successes, double rate, double atLeast) {
    static @Nullable Success of(WindowRow row) {
      double attempts = row.attempts();
      double successes = row.sum(Cells.SUCCESSES);
      return attempts > 0
          ? new Success(
              attempts, successes, successes / attempts, Wilson.lowerBound(successes, attempts))
          : null;
    }
  }

  /**
   * Tokens.
   *
   * @param in of prompts, cached ones included
   * @param cached of prompts, read from the provider's cache
   * @param out of answers
   */
  public record Tokens(double in, double cached, double out) {}
}
