package dev.sluice.fleet.lease;

import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Standing;

/**
 * How this node stands to the store of its leases.
 *
 * @param shared whether the store's answer holds for all nodes; else this node goes by its share
 * @param part of a cap that this node's side of a divided store may give, above 0 to 1
 * @param share of a cap that is this node's own, above 0 to 1
 * @param nodes that share
 */
record Situation(boolean shared, double part, double share, int nodes) {
  /**
   * The situation in a fleet.
   *
   * @param present nodes that the store knows, 0 when it does not tell
   * @param divides whether the store falls apart with the fleet
   */
  static Situation of(FleetView view, int present, boolean divides) {
    int members = view.members().size();
    int whole = Math.max(Math.max(view.strength(), members), divides ? 1 : present);
    boolean shared = !(divides && view.standing() == Standing.MINORITY);
    return new Situation(shared, divides ? (double) members / whole : 1, 1.0 / whole, whole);
  }
}
