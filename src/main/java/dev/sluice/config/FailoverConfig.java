package dev.sluice.config;

import java.time.Duration;

/**
 * What happens when an attempt fails before anything was sent to the client.
 *
 * @param enabled whether a next target is tried
 * @param attempts most attempts of one exchange, over all targets, at least 1
 * @param retries most further tries at the same target, where they may help
 * @param backoff first bound of the waiting time, doubled for each further attempt; full jitter
 * @param backoffMax largest bound of the waiting time
 * @param deadline bound of the whole exchange up to the first byte of its answer, retries included;
 *     a whole answer counts as one byte
 * @param retryShare retries that a node may add, as a share of its requests, 0 to 1
 * @param retryFloor retries a second that a node may always make
 */
public record FailoverConfig(
    boolean enabled,
    int attempts,
    int retries,
    Duration backoff,
    Duration backoffMax,
    Duration deadline,
    double retryShare,
    int retryFloor) {
  /** Largest number of attempts of one exchange. */
  public static final int MOST_ATTEMPTS = 100;

  private static final Duration MILLI = Duration.ofMillis(1);

  public FailoverConfig {
    new Rules()
        .within("attempts", attempts, 1, MOST_ATTEMPTS)
        .within("retries", retries, 0, MOST_ATTEMPTS - 1)
        .within("backoff", backoff, Duration.ZERO, Duration.ofMinutes(1))
        .within("backoff_max", backoffMax, Duration.ZERO, Duration.ofMinutes(10))
        .require(backoff.compareTo(backoffMax) <= 0, "backoff", "must be at most backoff_max")
        .within("deadline", deadline, MILLI, Duration.ofHours(1))
        .share("retry_share", retryShare)
        .within("retry_floor", retryFloor, 0, 1_000_000)
        .enforce();
  }

  /** Four attempts within five minutes, one retry at the same target. */
  public static FailoverConfig defaults() {
    return new FailoverConfig(
        true, 4, 1, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMinutes(5), 0.2, 10);
  }
}
