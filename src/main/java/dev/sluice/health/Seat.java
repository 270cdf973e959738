package dev.sluice.health;

import dev.sluice.fleet.FleetView;
import dev.sluice.model.TargetId;

/**
 * A node's place among those that judge a target.
 *
 * @param first whether it is the first to try the target again
 * @param witnesses how many members must speak against the target for their word to stand as long
 *     as they renew it
 */
record Seat(boolean first, int witnesses) {
  private static final int ENOUGH = 3;

  /** The seat of the view's own node: the target's owner is the first. */
  static Seat of(FleetView view, TargetId target) {
    return new Seat(view.owns(target.value()), Math.min(ENOUGH, view.members().size() / 2 + 1));
  }
}
