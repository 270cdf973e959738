package dev.sluice.stats.share;

import dev.sluice.model.TargetId;
import dev.sluice.stats.window.Decay;
import dev.sluice.stats.window.Reading;
import dev.sluice.stats.window.StatsRow;
import java.util.List;

/**
 * What this node itself has gathered of its targets, which go by their places from 0. Asked only
 * while the node gathers.
 */
public interface Measures {
  /** The targets, by place. */
  List<TargetId> targets();

  /** The weights that they are gathered by, one of each window. */
  List<Decay> decays();

  /**
   * What was gathered of a target since this was asked last.
   *
   * @param into becomes it
   * @return false when nothing was
   */
  boolean news(int place, Reading into);

  /** Attempts at a target now under way. */
  long inFlight(int place);

  /** All that is known of a target. */
  StatsRow row(int place);

  /** Forgets everything, because the fleet did. */
  void forget();
}
