package dev.sluice.simulation.scenario;

import dev.sluice.config.Rules;
import java.time.Duration;

/**
 * The requests of a scenario. They arrive by chance, independent of each other, at random nodes.
 *
 * @param nodes of the fleet, 1 to 1000
 * @param rate requests a second of the whole fleet, above 0 to 100000
 * @param duration how long they arrive, 10 s to 24 h
 * @param warmUp time at the start that counts for nothing, shorter than the duration
 * @param prompt tokens of a prompt
 * @param output tokens of an answer
 */
public record Traffic(
    int nodes, double rate, Duration duration, Duration warmUp, Draw prompt, Draw output) {
  public Traffic {
    new Rules()
        .within("nodes", nodes, 1, 1000)
        .require(rate > 0 && rate <= 1e5, "rate", "must be above 0, at most 100000")
        .within("duration", duration, Duration.ofSeconds(10), Duration.ofHours(24))
        .require(
            !warmUp.isNegative() && warmUp.compareTo(duration) < 0,
            "warm_up",
            "must be shorter than the duration")
        .enforce();
  }

  /** Seconds in which requests arrive. */
  public double seconds() {
    return duration.toMillis() / 1000.0;
  }

  /** Seconds at the start that count for nothing. */
  public double warmUpSeconds() {
    return warmUp.toMillis() / 1000.0;
  }
}
