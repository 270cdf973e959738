package dev.sluice.bus;

import dev.sluice.model.TargetId;

/**
 * A target became fit or unfit.
 *
 * @param target which
 * @param state its new state, for example {@code healthy}, {@code down}, {@code breaker_open}
 * @param cause one sentence for the log
 */
public record HealthChanged(TargetId target, String state, String cause) {}
