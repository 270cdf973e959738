package dev.sluice.health;

import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.model.TargetId;

/**
 * What all targets of a node share.
 *
 * @param breakers makes the breaker of a target
 */
record HealthSettings(BreakerConfig breaker, HealthConfig health, Breakers breakers) {
  /** Makes a target's breaker. */
  @FunctionalInterface
  interface Breakers {
    /** A closed breaker that tells when it has become half open. */
    Breaker create(TargetId id, Runnable halfOpened);
  }
}
