package dev.sluice.simulation;

import dev.sluice.model.TargetStatistics;
import dev.sluice.simulation.result.Quantiles;

/** What all nodes together have measured of a target, older values counting less. */
final class Experience {
  private final Moments firstToken = new Moments();
  private final Moments whole = new Moments();
  private final Moments throughput = new Moments();
  private final Moments output = new Moments();
  private final Quantiles firstTokens = new Quantiles();
  private double attempts;
  private double successes;
  private double prompt;
  private double cached;

  void firstToken(double seconds) {
    firstToken.add(seconds);
    firstTokens.add(seconds);
  }

  /** An attempt succeeded. */
  void succeeded(double seconds, int outputTokens) {
    attempts += 1;
    successes += 1;
    whole.add(seconds);
    output.add(outputTokens);
  }

  /** Tokens after the first one came at this pace. */
  void flowed(double tokensASecond) {
    throughput.add(tokensASecond);
  }

  /** Prompt tokens, and how many of them came from the provider's cache. */
  void read(double promptTokens, double cachedTokens) {
    prompt += promptTokens;
    cached += cachedTokens;
  }

  void failed() {
    attempts += 1;
  }

  void decay(double factor) {
    firstToken.decay(factor);
    whole.decay(factor);
    throughput.decay(factor);
    output.decay(factor);
    firstTokens.decay(factor);
    attempts *= factor;
    successes *= factor;
    prompt *= factor;
    cached *= factor;
  }

  TargetStatistics snapshot() {
    return attempts == 0
        ? TargetStatistics.NONE
        : new TargetStatistics(
            attempts,
            successes,
            firstToken.estimate(),
            whole.estimate(),
            throughput.estimate(),
            output.estimate(),
            prompt == 0 ? 0 : cached / prompt,
            firstTokens.at(0.95));
  }
}
