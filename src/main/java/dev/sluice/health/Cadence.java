package dev.sluice.health;

import dev.sluice.config.HealthConfig;
import java.util.random.RandomGenerator;

/**
 * When the next probe is due. Pure but for chance.
 *
 * <p>A patient one begins somewhere within the jitter, so that a node does not probe all at once,
 * and then goes at the interval, varied by the jitter. An eager one wants a list of models: it
 * begins at once and asks again after 1, 2, 4 … seconds, up to the interval, until it has one; then
 * it is patient. After as many bad probes in a row as take a target out, the next is due in half
 * the interval. After a bad probe, a good one is followed by the next in a quarter of the interval,
 * until there are as many in a row as bring a target back: what has recovered is soon back.
 */
final class Cadence {
  private static final long FIRST_WAIT_MILLIS = 1_000;
  private static final double SOONER = 0.25;
  private static final double SOON = 0.5;

  private final long intervalMillis;
  private final double jitter;
  private final RandomGenerator random;
  private final int up;
  private final int down;
  private int bad;
  private boolean eager;
  private long waitMillis = FIRST_WAIT_MILLIS;
  private int wanted;
  private boolean soon;

  Cadence(HealthConfig config, boolean eager, RandomGenerator random) {
    this.intervalMillis = Math.max(1, config.interval().toMillis());
    this.jitter = config.jitter();
    this.up = config.up();
    this.down = config.down();
    this.eager = eager;
    this.random = random;
  }

  /** Milliseconds until the first probe. */
  long first() {
    return eager ? 0 : Math.round(intervalMillis * jitter * random.nextDouble());
  }

  /** Whether it still wants a list of models. */
  boolean eager() {
    return eager;
  }

  /** Takes note of what a probe found. */
  void heard(Verdict verdict) {
    switch (verdict) {
      case Verdict.Alive _ -> {
        wanted = Math.max(0, wanted - 1);
        bad = wanted == 0 ? 0 : bad;
      }
      case Verdict.Dead _ -> {
        wanted = up;
        bad = Math.min(down, bad + 1);
      }
      case Verdict.Unsaid _ -> {}
    }
    soon = wanted > 0 && verdict instanceof Verdict.Alive;
  }

  /**
   * Milliseconds from the end of a probe to the next one, at least 1.
   *
   * @param listed whether the probe brought a list of models
   */
  long next(boolean listed) {
    eager &= !listed;
    if (!eager) {
      double varied = 1 + jitter * (2 * random.nextDouble() - 1);
      return Math.max(1, Math.round(pace() * intervalMillis * varied));
    }
    long wait = Math.min(waitMillis, intervalMillis);
    waitMillis = wait * 2;
    return wait;
  }

  private double pace() {
    if (soon) {
      return SOONER;
    }
    return bad >= down ? SOON : 1;
  }
}
