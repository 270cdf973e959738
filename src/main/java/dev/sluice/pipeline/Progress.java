package dev.sluice.pipeline;

import java.time.Duration;

/**
 * How far an exchange has come when an attempt failed.
 *
 * @param attempts made so far, at all targets
 * @param here attempts made at the target that failed
 * @param others targets that could be asked next and were not asked yet
 * @param cooling what is left of the failed target's cooldown, zero for none
 */
record Progress(int attempts, int here, int others, Duration cooling) {}
