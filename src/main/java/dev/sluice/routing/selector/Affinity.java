package dev.sluice.routing.selector;

/**
 * Brings the target of a conversation to the front of the order: the one that the conversation's
 * hash draws among those that pull, weighed rendezvous hashing with bounded load.
 *
 * <p>Nothing is remembered. All lanes and nodes draw alike, and when a target comes or goes only
 * those conversations move that it is about. A target with far more attempts under way than its
 * siblings is passed over for the next that the hash draws.
 */
public final class Affinity {
  private static final double BALANCE = 1.25;

  /** Attempts by which chance alone may exceed the balance. */
  private static final int SLACK = 8;

  private Affinity() {}

  /** Applies to the order that a selector left; changes nothing when all homes are overloaded. */
  public static void apply(Candidates candidates) {
    for (int home = candidates.drawn(); home >= 0; home = candidates.drawn()) {
      if (bearable(candidates, home)) {
        candidates.lead(home);
        return;
      }
      candidates.pulls[home] = 0;
    }
  }

  private static boolean bearable(Candidates candidates, int home) {
    int own = candidates.knowledge().inFlight(home);
    if (own <= SLACK) {
      return true;
    }
    double load = 0;
    double share = 0;
    for (int place = 0; place < candidates.size(); place++) {
      if (candidates.eligible(place)) {
        load += candidates.knowledge().inFlight(place);
        share += candidates.shares[place];
      }
    }
    return own <= BALANCE * load * candidates.shares[home] / share + SLACK;
  }
}
