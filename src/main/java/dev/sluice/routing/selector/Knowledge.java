package dev.sluice.routing.selector;

import dev.sluice.model.TargetStatistics;
import org.jspecify.annotations.Nullable;

/** What can be asked of the targets of a tier, by place. Never blocks. */
public interface Knowledge {
  /** As long as it is the same object, {@link #statistics} are the same; null for never. */
  @Nullable Object snapshot();

  /** What was measured over the last minutes. */
  TargetStatistics statistics(int place);

  /** Attempts of the node that are under way now. */
  int inFlight(int place);

  /** Peak of the seconds to the first token as the lane sees it now, 0 when it knows none. */
  double peakFirstToken(int place);
}
