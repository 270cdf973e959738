package dev.sluice.routing.selector;

import dev.sluice.model.Demand;
import dev.sluice.model.Preference;

/** What a choice is made for. One object serves all choices of a route. */
public final class Terms {
  private Demand demand = Demand.PLAIN;
  private Preference preference = Preference.BALANCED;
  private double exploration;
  private long seed;
  private boolean affine;

  /**
   * Takes the terms of a request.
   *
   * @param exploration share of requests that may try what is not the choice, 0 to 1
   * @param seed chance of this request
   */
  public void set(Demand demand, Preference preference, double exploration, long seed) {
    this.demand = demand;
    this.preference = preference;
    this.exploration = exploration;
    this.seed = seed;
    this.affine = false;
  }

  /** Says that the seed is a conversation's, which is to stay with its target. */
  public void stay() {
    affine = true;
  }

  Demand demand() {
    return demand;
  }

  Preference preference() {
    return preference;
  }

  double exploration() {
    return exploration;
  }

  long seed() {
    return seed;
  }

  /** Whether the request belongs to a conversation that stays with its target. */
  public boolean affine() {
    return affine;
  }
}
