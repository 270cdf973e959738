package dev.sluice.routing;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Target;
import org.jspecify.annotations.Nullable;

/** Whether targets may be chosen now. Read from every lane; never blocks. */
public interface Availability {
  /** Why the target may not be chosen, null when it may. */
  @Nullable Exclusion exclusion(Target target);

  /**
   * Which cap of the target is spent, such as {@code provider.tokens_per_minute}; null when none
   * is.
   */
  default @Nullable String cap(Target target) {
    return null;
  }

  /** Share of its weight that the target should get, above 0 to 1; below 1 while it warms up. */
  double warmth(Target target);
}
