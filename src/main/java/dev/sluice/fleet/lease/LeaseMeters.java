package dev.sluice.fleet.lease;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The meters of a node's leases, read when scraped. */
public final class LeaseMeters implements MeterBinder {
  private final Leases leases;

  /** Meters of the leases that are made by now. */
  public LeaseMeters(Leases leases) {
    this.leases = leases;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(MeterNames.LEASE_ALONE, leases, Leases::alone)
        .description("Leases that go by the node's share, without the store.")
        .register(registry);
    FunctionCounter.builder(MeterNames.LEASE_ASKED, leases, Leases::asked)
        .description("Questions to the store of leases.")
        .register(registry);
    FunctionCounter.builder(MeterNames.LEASE_UNANSWERED, leases, Leases::unanswered)
        .description("Questions without an answer in time.")
        .register(registry);
    leases.follow(lease -> bind(lease, registry), lease -> unbind(lease, registry));
  }

  private static void unbind(Shared lease, MeterRegistry registry) {
    registry.getMeters().stream()
        .filter(meter -> lease.bucket().equals(meter.getId().getTag(MeterNames.BUCKET)))
        .forEach(registry::remove);
  }

  private static void bind(Shared lease, MeterRegistry registry) {
    Tags tags = Tags.of(MeterNames.BUCKET, lease.bucket());
    Gauge.builder(MeterNames.LEASE_HELD, lease, Shared::held)
        .description("Tokens or permits that lie with the node.")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder(MeterNames.LEASE_REFUSED, lease, Shared::refused)
        .description("Times that the node had none left.")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder(MeterNames.LEASE_UNSHARED, lease, Shared::alone)
        .description("Tokens or permits taken without the store's word.")
        .tags(tags)
        .register(registry);
  }
}
