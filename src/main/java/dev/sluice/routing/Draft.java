package dev.sluice.routing;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan in the making. Used again for every plan of its model, so that it costs no garbage. */
final class Draft {
  private final Target[] targets;
  private int size;
  private @Nullable List<Plan.Excluded> excluded;

  Draft(int capacity) {
    this.targets = new Target[capacity];
  }

  void clear() {
    size = 0;
    excluded = null;
  }

  void add(Target target) {
    targets[size++] = target;
  }

  void exclude(Target target, Exclusion why) {
    if (excluded == null) {
      excluded = new ArrayList<>();
    }
    excluded.add(new Plan.Excluded(target.id(), why));
  }

  Plan finish(Model model) {
    Target[] chosen = size == targets.length ? targets : Arrays.copyOf(targets, size);
    List<Plan.Excluded> left = excluded == null ? List.of() : List.copyOf(excluded);
    return new Plan(model, List.of(chosen), left);
  }
}
