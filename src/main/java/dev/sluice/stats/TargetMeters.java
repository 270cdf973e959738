package dev.sluice.stats;

import dev.sluice.model.Target;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters that each target has. They carry its id as the tag {@code target}. */
@FunctionalInterface
public interface TargetMeters {
  /** Binds the meters of one target. */
  void bind(Target target, MeterRegistry registry);
}
