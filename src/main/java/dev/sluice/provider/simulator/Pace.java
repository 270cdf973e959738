package dev.sluice.provider.simulator;

import dev.sluice.config.SimulatorConfig;
import java.util.SplittableRandom;

/** Delays in nanoseconds, each varied by a share drawn by chance. */
final class Pace {
  /** No delay at all. */
  static final Pace AT_ONCE = new Pace(0, 0, 0, new SplittableRandom(0));

  private static final double NANOS_A_SECOND = 1e9;

  private final double firstToken;
  private final double gap;
  private final double jitter;
  private final SplittableRandom chance;

  Pace(SimulatorConfig config, SplittableRandom chance) {
    this(
        (double) config.firstToken().toNanos(),
        config.pace() > 0 ? NANOS_A_SECOND / config.pace() : 0,
        config.jitter(),
        chance);
  }

  private Pace(double firstToken, double gap, double jitter, SplittableRandom chance) {
    this.firstToken = firstToken;
    this.gap = gap;
    this.jitter = jitter;
    this.chance = chance;
  }

  /** Until the first token. */
  long firstToken() {
    return vary(firstToken);
  }

  /** Between a token and the next. */
  long gap() {
    return vary(gap);
  }

  /** Of a number of tokens together. */
  long gaps(int tokens) {
    return vary(gap * tokens);
  }

  private long vary(double delay) {
    if (delay == 0 || jitter == 0) {
      return (long) delay;
    }
    return (long) (delay * (1 + jitter * (2 * chance.nextDouble() - 1)));
  }
}
