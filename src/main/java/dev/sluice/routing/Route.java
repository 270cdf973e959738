package dev.sluice.routing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** How one lane routes one model: its tiers by ascending priority. */
final class Route {
  private final Model model;
  private final Tier[] tiers;
  private final Draft draft;

  Route(Model model, int lane, SplittableRandom random) {
    this.model = model;
    this.tiers =
        model.targets().stream()
            .collect(groupingBy(Target::priority, TreeMap::new, toList()))
            .values()
            .stream()
            .map((List<Target> targets) -> new Tier(model.strategy(), targets, lane, random))
            .toArray(Tier[]::new);
    this.draft = new Draft(model.targets().size());
  }

  Model model() {
    return model;
  }

  Plan plan(Availability availability) {
    draft.clear();
    for (Tier tier : tiers) {
      tier.add(availability, draft);
    }
    return draft.finish(model);
  }
}
