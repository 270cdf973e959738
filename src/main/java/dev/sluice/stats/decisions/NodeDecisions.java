package dev.sluice.stats.decisions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The last decisions of the node: a ring for each lane, merged when somebody asks. */
public final class NodeDecisions {
  /** How many decisions a node remembers, shared out evenly among its lanes. */
  public static final int CAPACITY = 1000;

  private final List<DecisionRing> rings;

  /** Empty rings for so many lanes. */
  public NodeDecisions(int lanes) {
    int each = Math.ceilDiv(CAPACITY, lanes);
    this.rings = Stream.generate(() -> new DecisionRing(each)).limit(lanes).toList();
  }

  /** The ring of a lane, from 0. */
  public DecisionRing lane(int number) {
    return rings.get(number);
  }

  /** The last decisions that match, the latest first, at most so many. */
  public List<RouteDecision> latest(int limit, Predicate<RouteDecision> matching) {
    List<RouteDecision> found = new ArrayList<>();
    for (DecisionRing ring : rings) {
      ring.each(decision -> {
        if (matching.test(decision)) {
          found.add(decision);
        }
      });
    }
    // The clock's origin is arbitrary: only differences of its readings mean anything.
    found.sort((one, other) -> Long.signum(other.endedNanos() - one.endedNanos()));
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }
}
