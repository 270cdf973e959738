package dev.sluice.routing;

import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;

/** Statistics of a node that measures nothing. */
public final class NoStatistics implements Statistics {
  /** Knows nothing. */
  public NoStatistics() {}

  @Override
  public TargetStatistics of(Target target) {
    return TargetStatistics.NONE;
  }

  @Override
  public int inFlight(Target target) {
    return 0;
  }

  @Override
  public double peakFirstToken(Target target) {
    return 0;
  }
}
