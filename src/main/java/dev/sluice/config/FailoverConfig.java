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
 * @param deadline bound of the whole exchange up to its first byte, retries included
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
    int retryFloor) {}
