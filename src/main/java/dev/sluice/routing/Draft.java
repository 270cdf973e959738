package dev.sluice.routing;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Explanation;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan in the making. Used again for every plan of its model, so that it costs no garbage. */
final class Draft {
  private final Target[] targets;
  private int size;
  private boolean tooLong;
  private @Nullable List<Plan.Excluded> excluded;

  Draft(int capacity) {
    this.targets = new Target[capacity];
  }

  void clear() {
    size = 0;
    tooLong = false;
    excluded = null;
  }

  void add(Target target) {
    targets[size++] = target;
  }

  void exclude(Target target, Exclusion why, @Nullable String cap) {
    if (excluded == null) {
      excluded = new ArrayList<>();
    }
    tooLong |= why == Exclusion.CONTEXT;
    excluded.add(new Plan.Excluded(target.id(), why, cap));
  }

  /** Whether no target is left and some are only too small. */
  boolean nothingFits() {
    return size == 0 && tooLong;
  }

  Plan finish(Model model, Strategy strategy, @Nullable Explanation explanation) {
    Target[] chosen = size == targets.length ? targets : Arrays.copyOf(targets, size);
    List<Plan.Excluded> left = excluded == null ? List.of() : List.copyOf(excluded);
    return new Plan(model, strategy, List.of(chosen), left, List.of(), explanation);
  }
}
