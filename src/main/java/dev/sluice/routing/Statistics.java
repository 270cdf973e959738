package dev.sluice.routing;

import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import org.jspecify.annotations.Nullable;

/** What is known of targets from experience. Read from every lane; never blocks. */
public interface Statistics {
  /**
   * Stands for all that {@link #of} says: as long as it is the same object, that is the same as
   * well. Null where that cannot be told.
   */
  default @Nullable Object snapshot() {
    return null;
  }

  /** What was measured over the last minutes; at most a few seconds old. */
  TargetStatistics of(Target target);

  /** Attempts of this node that are under way now. */
  int inFlight(Target target);

  /**
   * Peak-sensitive moving average of the seconds to the first token as the asking lane saw it up to
   * now: rises at once, falls slowly. 0 when the lane has not seen any.
   */
  double peakFirstToken(Target target);
}
