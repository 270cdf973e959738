package dev.sluice.health;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The meters of a node's targets: their fitness and their breakers, read when scraped. */
public final class HealthMeters implements MeterBinder {
  private final HealthBoard board;

  /** Meters of the enabled targets of the board. */
  public HealthMeters(HealthBoard board) {
    this.board = board;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (TargetHealth target : board.enabled()) {
      Tags tags = Tags.of(MeterNames.TARGET, target.id().value());
      Gauge.builder(MeterNames.TARGET_HEALTHY, target, it -> it.exclusion() == null ? 1 : 0)
          .description("1 when the target may be tried.")
          .tags(tags)
          .register(registry);
      for (BreakerState state : BreakerState.values()) {
        bind(target, state, tags.and(MeterNames.STATE, state.id()), registry);
      }
    }
  }

  private static void bind(
      TargetHealth target, BreakerState state, Tags tags, MeterRegistry registry) {
    Gauge.builder(MeterNames.BREAKER_STATE, target, it -> it.breaker() == state ? 1 : 0)
        .description("1 for the state that the breaker is in.")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder(
            MeterNames.BREAKER_CHANGES, target, it -> (double) it.breakerChanges(state))
        .description("Times that the breaker came into the state.")
        .tags(tags)
        .register(registry);
  }
}
