package dev.sluice.pipeline;

import dev.sluice.health.HealthBoard;
import dev.sluice.limit.Cap;
import dev.sluice.limit.RateCaps;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Target;
import dev.sluice.routing.Availability;
import org.jspecify.annotations.Nullable;

/** Availability as this node knows it: the target's settings, its health, its caps. */
public final class NodeAvailability implements Availability {
  private final HealthBoard health;
  private final RateCaps caps;

  /** Joins what the node's parts know. */
  public NodeAvailability(HealthBoard health, RateCaps caps) {
    this.health = health;
    this.caps = caps;
  }

  @Override
  public @Nullable Exclusion exclusion(Target target) {
    if (!target.enabled()) {
      return Exclusion.DISABLED;
    }
    Exclusion unfit = health.of(target.id()).exclusion();
    if (unfit != null) {
      return unfit;
    }
    return caps.hasHeadroom(target) ? null : Exclusion.RATE_CAPPED;
  }

  @Override
  public @Nullable String cap(Target target) {
    Cap spent = caps.spent(target);
    return spent == null ? null : spent.id();
  }

  @Override
  public double warmth(Target target) {
    return health.of(target.id()).warmth();
  }
}
