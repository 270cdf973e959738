package dev.sluice.simulation.replay;

import dev.sluice.model.Decision;
import dev.sluice.model.Objective;
import dev.sluice.model.TargetId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recorded choices beside those of another policy. */
final class Balance {
  private final Map<Place, int[]> counts = new LinkedHashMap<>();
  private final Means cost = new Means(Objective.COST);
  private final Means latency = new Means(Objective.LATENCY);
  private final Means success = new Means(Objective.SUCCESS);
  private long decisions;
  private long changed;

  private record Place(String model, TargetId target) {}

  void add(Decision decision, TargetId replayed) {
    decisions++;
    changed += replayed.equals(decision.target()) ? 0 : 1;
    count(decision, decision.target())[0]++;
    count(decision, replayed)[1]++;
    cost.add(decision, replayed);
    latency.add(decision, replayed);
    success.add(decision, replayed);
  }

  ReplayResult result(String strategy) {
    List<ReplayResult.Share> shares = new ArrayList<>();
    double moved = 0;
    for (Map.Entry<Place, int[]> entry : counts.entrySet()) {
      double recorded = (double) entry.getValue()[0] / decisions;
      double replayed = (double) entry.getValue()[1] / decisions;
      Place place = entry.getKey();
      shares.add(new ReplayResult.Share(place.model, place.target, recorded, replayed));
      moved += Math.max(0, replayed - recorded);
    }
    return new ReplayResult(
        strategy,
        decisions,
        changed,
        moved,
        shares,
        new Outlook(cost.recorded(), latency.recorded(), success.recorded()),
        new Outlook(cost.replayed(), latency.replayed(), success.replayed()));
  }

  private int[] count(Decision decision, TargetId target) {
    return counts.computeIfAbsent(new Place(decision.model(), target), _ -> new int[2]);
  }

  /** Means of one objective, of decisions in which it was known of both choices. */
  private static final class Means {
    private final String name;
    private double recorded;
    private double replayed;
    private long known;

    Means(Objective objective) {
      this.name = objective.id();
    }

    void add(Decision decision, TargetId other) {
      double before = value(decision, decision.target());
      double after = value(decision, other);
      if (Double.isFinite(before) && Double.isFinite(after)) {
        recorded += before;
        replayed += after;
        known++;
      }
    }

    double recorded() {
      return known == 0 ? Double.NaN : recorded / known;
    }

    double replayed() {
      return known == 0 ? Double.NaN : replayed / known;
    }

    private double value(Decision decision, TargetId target) {
      Decision.Option option = decision.option(target);
      return option == null ? Double.NaN : option.value(name);
    }
  }
}
