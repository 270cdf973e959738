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
    Duration warmUp) {}
