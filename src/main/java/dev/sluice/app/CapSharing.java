package dev.sluice.app;

import dev.sluice.config.LeasesConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.cluster.HazelcastFleet;
import dev.sluice.fleet.lease.Allowances;
import dev.sluice.fleet.lease.Leases;
import dev.sluice.fleet.lease.LocalAllowances;
import dev.sluice.fleet.lease.bucket.ComingBuckets;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import dev.sluice.fleet.lease.hazelcast.HazelcastBuckets;
import dev.sluice.fleet.lease.redis.RedisBuckets;
import dev.sluice.limit.RateCaps;
import dev.sluice.model.Caps;
import dev.sluice.model.Target;
import dev.sluice.stats.StatsBoard;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The caps of a node and how it shares them.
 *
 * @param leases null when it shares them with nobody
 */
record CapSharing(RateCaps caps, @Nullable Leases leases) {
  /** The caps that the configuration says, over these leases. */
  static CapSharing of(
      SluiceConfig config,
      List<Target> targets,
      StatsBoard board,
      @Nullable Leases leases,
      LongSupplier clock) {
    Allowances allowances = leases == null ? new LocalAllowances(clock) : leases;
    RateCaps caps =
        new RateCaps(
            targets,
            providers(config),
            allowances,
            id -> Math.round(board.snapshot().of(id).outputTokens().mean()));
    return new CapSharing(caps, leases);
  }

  /** The caps of the providers, by their names. */
  static Map<String, Caps> providers(SluiceConfig config) {
    Map<String, Caps> providers = new HashMap<>();
    for (ProviderConfig provider : config.providers()) {
      providers.put(provider.name(), provider.caps());
    }
    return providers;
  }

  /**
   * The leases that the settings ask for, null when the node shares its caps with nobody.
   *
   * @throws IllegalStateException when Hazelcast is wanted and there is none
   */
  static @Nullable Leases leases(
      LeasesConfig config, Vertx vertx, Fleet fleet, LongSupplier clock) {
    SharedBuckets buckets =
        switch (config.store()) {
          case LOCAL -> null;
          case AUTO -> fleet instanceof HazelcastFleet joining ? buckets(joining) : null;
          case HAZELCAST -> buckets(clustered(fleet));
          case REDIS -> new RedisBuckets(vertx, config.redis());
        };
    return buckets == null
        ? null
        : new Leases(buckets, fleet::view, UUID.randomUUID().toString(), config, clock);
  }

  private static HazelcastFleet clustered(Fleet fleet) {
    if (fleet instanceof HazelcastFleet joining) {
      return joining;
    }
    throw new IllegalStateException("leases.store: hazelcast needs cluster.enabled: true");
  }

  private static SharedBuckets buckets(HazelcastFleet joining) {
    return new ComingBuckets(
        joining.hazelcast().<SharedBuckets>map(HazelcastBuckets::new).toCompletionStage(), true);
  }
}
