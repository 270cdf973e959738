package dev.sluice.health;

import dev.sluice.model.Target;
import dev.sluice.stats.TargetMeters;
import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** The meters of a node's targets: their fitness and their breakers, read when scraped. */
public final class HealthMeters implements MeterBinder, TargetMeters {
  private final HealthBoard board;

  /** Meters of the enabled targets of the board. */
  public HealthMeters(HealthBoard board) {
    this.board = board;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FleetHealth fleet = board.fleet();
    words(MeterNames.HEALTH_TOLD, "sent to other members.", fleet, FleetHealth::told, registry);
    words(MeterNames.HEALTH_HEARD, "received and understood.", fleet, FleetHealth::heard, registry);
    words(
        MeterNames.HEALTH_LEFT_OUT,
        "received and not understood.",
        fleet,
        FleetHealth::leftOut,
        registry);
  }

  @Override
  public void bind(Target target, MeterRegistry registry) {
    if (target.enabled()) {
      bind(board.of(target.id()), registry);
    }
  }

  private static void bind(TargetHealth target, MeterRegistry registry) {
    Tags tags = Tags.of(MeterNames.TARGET, target.id().value());
    Gauge.builder(MeterNames.TARGET_HEALTHY, target, it -> it.exclusion() == null ? 1 : 0)
        .description("1 when the target may be tried.")
        .tags(tags)
        .register(registry);
    Gauge.builder(MeterNames.TARGET_HELD, target, it -> it.source() == null ? 0 : 1)
        .description("1 when the target may not be tried by other members' word alone.")
        .tags(tags)
        .register(registry);
    for (BreakerState state : BreakerState.values()) {
      bind(target, state, tags.and(MeterNames.STATE, state.id()), registry);
    }
  }

  private static void words(
      String name,
      String which,
      FleetHealth fleet,
      ToDoubleFunction<FleetHealth> count,
      MeterRegistry registry) {
    FunctionCounter.builder(name, fleet, count)
        .description("Words about health " + which)
        .register(registry);
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
