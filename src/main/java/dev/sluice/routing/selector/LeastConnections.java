package dev.sluice.routing.selector;

import dev.sluice.model.Explanation.Value;
import java.util.Map;

/**
 * Orders targets by the attempts under way at them, relative to their share; of equal ones the next
 * in turn comes first.
 *
 * <p>A target that comes back has no attempts under way and would get all of them at once: while it
 * warms up it may come first only as often as {@link Candidates#admit} lets it.
 */
final class LeastConnections implements Selector {
  private int cursor;

  LeastConnections(int places, int lane) {
    this.cursor = lane % places;
  }

  @Override
  public void order(Candidates candidates) {
    candidates.pullByShare();
    candidates.admit(false);
    candidates.restart();
    collect(candidates, false);
    candidates.seal();
    if (candidates.warming()) {
      collect(candidates, true);
    }
    if (candidates.count() > 0) {
      cursor = (candidates.at(0) + 1) % candidates.size();
    }
  }

  private void collect(Candidates candidates, boolean barred) {
    int size = candidates.size();
    for (int k = 0; k < size; k++) {
      int place = cursor + k < size ? cursor + k : cursor + k - size;
      if (candidates.eligible(place) && candidates.barred[place] == barred) {
        double load = candidates.knowledge().inFlight(place) / candidates.shares[place];
        candidates.scores[place] = load;
        candidates.insert(place, load);
      }
    }
  }

  @Override
  public String reason() {
    return "it has the fewest attempts under way for its share";
  }

  @Override
  public Map<String, Value> values(Candidates candidates, int place) {
    double load = candidates.scores[place] * candidates.shares[place];
    return Map.of("in_flight", new Value(Math.rint(load), 0));
  }

  @Override
  public double score(Candidates candidates, int place) {
    return candidates.scores[place];
  }
}
