package dev.sluice.fleet;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The meters of the fleet as a node sees it, read when scraped. */
public final class FleetMeters implements MeterBinder {
  private final Membership fleet;

  /** Meters of what the membership tells. */
  public FleetMeters(Membership fleet) {
    this.fleet = fleet;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    fleet.traffic().bindTo(registry);
    Gauge.builder(MeterNames.FLEET_MEMBERS, fleet, it -> it.view().members().size())
        .description("Nodes that this node sees, itself among them.")
        .register(registry);
    Gauge.builder(MeterNames.FLEET_STRENGTH, fleet, it -> it.view().strength())
        .description("Nodes there were when the fleet was last whole.")
        .register(registry);
    Gauge.builder(MeterNames.FLEET_OTHER_CONFIG, fleet, Membership::otherConfigs)
        .description("Nodes whose models or providers differ from those of this node.")
        .register(registry);
    Gauge.builder(MeterNames.FLEET_OTHER_OFFER, fleet, Membership::otherOffers)
        .description("Nodes whose file gives another configuration than that of this node.")
        .register(registry);
    for (Standing standing : Standing.values()) {
      Gauge.builder(
              MeterNames.FLEET_STANDING, fleet, it -> it.view().standing() == standing ? 1 : 0)
          .description("1 for how the node stands to the fleet.")
          .tag(MeterNames.STATE, standing.id())
          .register(registry);
    }
  }
}
