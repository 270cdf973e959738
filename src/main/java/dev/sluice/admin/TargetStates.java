package dev.sluice.admin;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Target;
import dev.sluice.routing.Availability;
import org.jspecify.annotations.Nullable;

/** How targets stand now, in words. */
final class TargetStates {
  private static final String HEALTHY = "healthy";
  private static final String WARMING = "warming";

  private final Availability availability;

  TargetStates(Availability availability) {
    this.availability = availability;
  }

  /** {@code healthy}, {@code warming}, or the id of the {@link Exclusion} that holds. */
  String of(Target target) {
    Exclusion why = why(target);
    if (why != null) {
      return why.id();
    }
    return warmth(target) < 1 ? WARMING : HEALTHY;
  }

  /** Whether it may be tried now. */
  boolean fit(Target target) {
    return why(target) == null;
  }

  /** Share of its weight that it gets, above 0 to 1. */
  double warmth(Target target) {
    return availability.warmth(target);
  }

  private @Nullable Exclusion why(Target target) {
    return target.enabled() ? availability.exclusion(target) : Exclusion.DISABLED;
  }
}
