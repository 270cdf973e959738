package dev.sluice.health;

import dev.sluice.config.HealthConfig;
import java.util.random.RandomGenerator;

/**
 * When the next probe is due. Pure but for chance.
 *
 * <p>A patient one begins somewhere within the jitter, so that a node does not probe all at once,
 * and then goes at the interval, varied by the jitter. An eager one wants a list of models: it
 * begins at once and asks again after 1, 2, 4 … seconds, up to the interval, until it has one; then
 * it is patient.
 */
final class Cadence {
  private static final long FIRST_WAIT_MILLIS = 1_000;

  private final long intervalMillis;
  private final double jitter;
  private final RandomGenerator random;
  private boolean eager;
  private long waitMillis = FIRST_WAIT_MILLIS;

  Cadence(HealthConfig config, boolean eager, RandomGenerator random) {
    this.intervalMillis = Math.max(1, config.interval().toMillis());
    this.jitter = config.jitter();
    this.eager = eager;
    this.random = random;
  }

  /** Milliseconds until the first probe. */
  long first() {
    return eager ? 0 : Math.round(intervalMillis * jitter * random.nextDouble());
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
      return Math.max(1, Math.round(intervalMillis * varied));
    }
    long wait = Math.min(waitMillis, intervalMillis);
    waitMillis = wait * 2;
    return wait;
  }
}
