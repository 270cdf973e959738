package dev.sluice.health;

import dev.sluice.bus.HealthChanged;
import dev.sluice.bus.Topics;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.LocalFleet;
import dev.sluice.fleet.Member;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.telemetry.LogKeys;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The health of all targets, one board a node. It logs each change, publishes it on {@link
 * Topics#HEALTH_CHANGED}, and tells the other members of the fleet.
 */
public final class HealthBoard {
  private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);

  private static final Member ALONE = new Member("local", "local", "", "", "", false);

  private final Vertx vertx;
  private final Context context;
  private final Map<TargetId, TargetHealth> targets = new ConcurrentHashMap<>();
  private final Function<TargetId, TargetHealth> maker;
  private volatile List<TargetHealth> enabled = List.of();
  private final FleetHealth fleet;

  /**
   * A board on which all targets are healthy.
   *
   * @param targets all that may be tried
   * @param nanos a clock of nanoseconds that never goes back
   */
  public HealthBoard(
      Vertx vertx,
      BreakerConfig breaker,
      HealthConfig health,
      Collection<Target> targets,
      LongSupplier nanos) {
    this(vertx, breaker, health, targets, nanos, new LocalFleet(ALONE));
  }

  /**
   * As above.
   *
   * @param fleet whose members are told, and listened to
   */
  public HealthBoard(
      Vertx vertx,
      BreakerConfig breaker,
      HealthConfig health,
      Collection<Target> targets,
      LongSupplier nanos,
      Fleet fleet) {
    this.vertx = vertx;
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.fleet =
        new FleetHealth(fleet, task -> context.runOnContext(_ -> task.run()), this.targets);
    long origin = nanos.getAsLong() - 1;
    LongSupplier sinceOrigin = () -> nanos.getAsLong() - origin;
    HealthSettings settings =
        new HealthSettings(
            breaker,
            health,
            (id, halfOpened) ->
                new VertxBreaker(vertx, context, id.value(), breaker.reset(), halfOpened));
    TargetNews news = news();
    this.maker = id -> new TargetHealth(id, settings, sinceOrigin, news);
    adopt(targets, Set.of());
  }

  /**
   * These targets may be tried from now on. What is known of those that were there before stays.
   *
   * @param leaving targets that whoever has them in his plan may still ask for
   */
  public synchronized void adopt(Collection<Target> next, Set<TargetId> leaving) {
    Set<TargetId> ids = new HashSet<>(leaving);
    next.forEach(target -> ids.add(target.id()));
    ids.forEach(id -> targets.computeIfAbsent(id, maker));
    enabled = next.stream().filter(Target::enabled).map(Target::id).map(this::of).toList();
    targets.keySet().retainAll(ids);
    fleet.retain(ids);
  }

  /**
   * The health of a target.
   *
   * @throws IllegalArgumentException when the node has no such target
   */
  public TargetHealth of(TargetId id) {
    TargetHealth found = targets.get(id);
    if (found == null) {
      throw new IllegalArgumentException("no target " + id);
    }
    return found;
  }

  /** Enabled targets that may be tried now. */
  public int healthy() {
    int fit = 0;
    for (TargetHealth target : enabled) {
      if (target.exclusion() == null) {
        fit++;
      }
    }
    return fit;
  }

  /** Enabled targets. */
  public int total() {
    return enabled.size();
  }

  /** Enabled targets, in the order of the configuration. */
  List<TargetHealth> enabled() {
    return enabled;
  }

  /** Looks at the clock for all targets; wanted about once a second. */
  void tick() {
    for (TargetHealth target : enabled) {
      target.tick();
    }
    fleet.tick();
  }

  /** What the members of the fleet tell each other. */
  FleetHealth fleet() {
    return fleet;
  }

  /** Leaves the target's lock before anybody is told; one context keeps the order. */
  private TargetNews news() {
    return new TargetNews() {
      @Override
      public void changed(HealthChanged change) {
        announce(change);
      }

      @Override
      public void said(TargetId target) {
        context.runOnContext(_ -> {
          TargetHealth present = targets.get(target);
          if (present != null) {
            fleet.tell(present);
          }
        });
      }
    };
  }

  /** A target that is gone may still change, as by the timer of its breaker: that is nobody's. */
  private void announce(HealthChanged change) {
    context.runOnContext(_ -> {
      TargetHealth present = targets.get(change.target());
      if (present == null) {
        return;
      }
      fleet.tell(present);
      LOG.atLevel(level(change))
          .addKeyValue(LogKeys.TARGET, change.target())
          .addKeyValue(LogKeys.STATE, change.state())
          .addKeyValue(LogKeys.CAUSE, change.cause())
          .log("target health changed");
      vertx.eventBus().publish(Topics.HEALTH_CHANGED, change, Topics.local());
    });
  }

  private static Level level(HealthChanged change) {
    return switch (change.state()) {
      case "down", "breaker_open" -> Level.WARN;
      case "cooling" -> Level.DEBUG;
      default -> Level.INFO;
    };
  }
}
