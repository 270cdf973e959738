package dev.sluice.health;

import dev.sluice.bus.HealthChanged;
import dev.sluice.bus.Topics;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.telemetry.LogKeys;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The health of all targets, one board a node. It logs each change and publishes it on {@link
 * Topics#HEALTH_CHANGED}.
 */
public final class HealthBoard {
  private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);

  private final Vertx vertx;
  private final Context context;
  private final Map<TargetId, TargetHealth> targets = new HashMap<>();
  private final List<TargetHealth> enabled;

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
    this.vertx = vertx;
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    long origin = nanos.getAsLong() - 1;
    LongSupplier sinceOrigin = () -> nanos.getAsLong() - origin;
    TargetHealth.Settings settings =
        new TargetHealth.Settings(
            breaker,
            health,
            (id, halfOpened) ->
                new Breaker(vertx, context, id.value(), breaker.reset(), halfOpened));
    for (Target target : targets) {
      this.targets.put(
          target.id(), new TargetHealth(target.id(), settings, sinceOrigin, this::announce));
    }
    this.enabled = targets.stream().filter(Target::enabled).map(Target::id).map(this::of).toList();
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
  }

  /** Leaves the caller's lock before anybody is told; one context keeps the order. */
  private void announce(HealthChanged change) {
    context.runOnContext(_ -> {
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
