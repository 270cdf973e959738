package dev.sluice.app;

import dev.sluice.bus.Lanes;
import dev.sluice.config.FailoverConfig;
import dev.sluice.config.LimitsConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.fleet.FleetMeters;
import dev.sluice.fleet.Membership;
import dev.sluice.fleet.lease.LeaseMeters;
import dev.sluice.fleet.lease.Leases;
import dev.sluice.health.HealthBoard;
import dev.sluice.health.HealthMeters;
import dev.sluice.limit.Places;
import dev.sluice.limit.RateCaps;
import dev.sluice.limit.RetryBudget;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.pipeline.FailoverPolicy;
import dev.sluice.pipeline.FirstTokenBound;
import dev.sluice.pipeline.Hedges;
import dev.sluice.pipeline.Lane;
import dev.sluice.pipeline.LaneStatistics;
import dev.sluice.pipeline.Mirrors;
import dev.sluice.pipeline.Patience;
import dev.sluice.pipeline.Watchdog;
import dev.sluice.routing.Catalogue;
import dev.sluice.routing.Models;
import dev.sluice.routing.Statistics;
import dev.sluice.stats.DetourMeters;
import dev.sluice.stats.LaneStats;
import dev.sluice.stats.NodeMeters;
import dev.sluice.stats.NodeStats;
import dev.sluice.stats.StatsBoard;
import dev.sluice.stats.StatsMeters;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the verticles of a node share.
 *
 * @param fleet that the node belongs to
 * @param lanes numbers of the event loops
 * @param models what can be asked for
 * @param health of the targets
 * @param caps of the targets
 * @param leases by which caps are shared, null when they are not
 * @param stats of the node
 * @param board what was learned from them
 * @param meters of the node
 */
record Parts(
    Membership fleet,
    Lanes lanes,
    Models models,
    HealthBoard health,
    RateCaps caps,
    @Nullable Leases leases,
    NodeStats stats,
    StatsBoard board,
    NodeMeters meters) {
  private static final LongSupplier CLOCK = System::nanoTime;

  /** Builds the parts for a configuration and so many event loops. */
  static Parts of(SluiceConfig config, Vertx vertx, int loops, Membership fleet) {
    List<Target> targets = targets(config);
    HealthBoard health =
        new HealthBoard(vertx, config.breaker(), config.health(), targets, CLOCK, fleet);
    NodeStats stats = new NodeStats(loops, targets, CLOCK);
    StatsBoard board = new StatsBoard(fleet, stats, config.models(), CLOCK);
    Leases leases = CapSharing.leases(config.leases(), vertx, fleet, CLOCK);
    CapSharing sharing = CapSharing.of(config, targets, board, leases, CLOCK);
    NodeMeters meters = new NodeMeters(stats);
    HealthMeters fitness = new HealthMeters(health);
    meters.bind(fitness);
    meters.bindEach(fitness);
    StatsMeters learned = new StatsMeters(board);
    meters.bind(learned);
    meters.bindEach(learned);
    meters.bind(new DetourMeters(stats));
    meters.bind(new FleetMeters(fleet));
    if (leases != null) {
      meters.bind(new LeaseMeters(leases));
    }
    fleet.self().count(() -> (int) stats.sum(LaneStats::exchangesInFlight));
    return new Parts(
        fleet,
        new Lanes(),
        new Models(Catalogue.of(config)),
        health,
        sharing.caps(),
        leases,
        stats,
        board,
        meters);
  }

  /**
   * Goes over to the targets and models of another configuration.
   *
   * @param leaving targets that plans which were made before may still name
   */
  void adopt(SluiceConfig config, Set<TargetId> leaving) {
    List<Target> targets = targets(config);
    stats.adopt(targets, leaving);
    health.adopt(targets, leaving);
    caps.adopt(targets, CapSharing.providers(config));
    board.adopt(config.models());
    // Last of all: whoever is planned for from here on is known everywhere.
    models.adopt(Catalogue.of(config));
    meters.adopt();
  }

  /** All targets of a configuration, each id once. */
  static List<Target> targets(SluiceConfig config) {
    Map<Object, Target> unique = new LinkedHashMap<>();
    Stream.concat(
            config.models().stream().flatMap(model -> model.targets().stream()),
            config.discovered().stream())
        .forEach(target -> unique.putIfAbsent(target.id(), target));
    return List.copyOf(unique.values());
  }

  /** What the lane of a number knows of targets from experience. */
  Statistics statistics(int number) {
    return new LaneStatistics(board, stats, number);
  }

  /** The lane of a number; limits of the node are shared out evenly. */
  Lane lane(
      int number,
      Vertx vertx,
      SluiceConfig config,
      int loops,
      Function<Statistics, FirstTokenBound> firstToken) {
    Statistics known = statistics(number);
    LimitsConfig limits = config.limits();
    FailoverConfig failover = config.failover();
    return new Lane(
        number,
        vertx,
        config,
        health,
        caps,
        new RetryBudget(failover.retryShare(), (double) failover.retryFloor() / loops, CLOCK),
        new Places(
            Math.ceilDiv(limits.exchanges(), loops),
            Math.ceilDiv(limits.queue(), loops),
            limits.queueTime(),
            CLOCK),
        stats.lane(number),
        new Watchdog(CLOCK),
        new FailoverPolicy(
            failover,
            new SplittableRandom(),
            new Patience(target -> known.of(target).firstTokenP95())),
        CLOCK,
        new Hedges(firstToken.apply(known), CLOCK),
        new Mirrors(new SplittableRandom()));
  }
}
