package dev.sluice.routing;

import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;

/** What is known of targets from experience. Read from every lane; never blocks. */
public interface Statistics {
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
