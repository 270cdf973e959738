package dev.sluice.routing.selector;

import dev.sluice.model.TargetStatistics;

/** What can be asked of the targets of a tier, by place. Never blocks. */
public interface Knowledge {
  /** What was measured over the last minutes. */
  TargetStatistics statistics(int place);

  /** Attempts of the node that are under way now. */
  int inFlight(int place);

  /** Peak of the seconds to the first token as the lane sees it now, 0 when it knows none. */
  double peakFirstToken(int place);
}
