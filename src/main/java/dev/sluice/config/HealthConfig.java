package dev.sluice.config;

import java.time.Duration;

/**
 * Active probes.
 *
 * @param enabled whether targets are probed
 * @param interval time between two probes of a target
 * @param jitter share of the interval by which it is varied, 0 to 1
 * @param timeout of one probe
 * @param down consecutive failed probes that mark a target down
 * @param up consecutive good probes that mark it up again
 * @param warmUp time over which a returned target's share grows from a tenth to the whole
 */
public record HealthConfig(
    boolean enabled,
    Duration interval,
    double jitter,
    Duration timeout,
    int down,
    int up,
    Duration warmUp) {
  private static final Duration MILLI = Duration.ofMillis(1);

  public HealthConfig {
    new Rules()
        .within("interval", interval, MILLI, Duration.ofDays(1))
        .share("jitter", jitter)
        .within("timeout", timeout, MILLI, Duration.ofMinutes(10))
        .within("down", down, 1, 100)
        .within("up", up, 1, 100)
        .within("warm_up", warmUp, Duration.ZERO, Duration.ofHours(1))
        .enforce();
  }

  /** A probe every 15 s; three bad ones mark a target down, two good ones up. */
  public static HealthConfig defaults() {
    return new HealthConfig(
        true, Duration.ofSeconds(15), 0.2, Duration.ofSeconds(5), 3, 2, Duration.ofSeconds(20));
  }
}
