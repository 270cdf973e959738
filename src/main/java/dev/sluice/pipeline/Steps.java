package dev.sluice.pipeline;

import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How far an exchange has come on its plan. */
final class Steps {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Plan plan;
  private int cursor = -1;
  private int here;

  Steps(Plan plan) {
    this.plan = plan;
  }

  /** Goes on to the next target, null when there is none left. */
  @Nullable Target next() {
    cursor++;
    here = 0;
    return cursor < plan.targets().size() ? plan.targets().get(cursor) : null;
  }

  /** Goes on to the next target that is fit; null, and nothing moved, when there is none. */
  @Nullable Target next(Predicate<Target> fit) {
    int before = cursor;
    int tries = here;
    for (Target target = next(); target != null; target = next()) {
      if (fit.test(target)) {
        return target;
      }
    }
    cursor = before;
    here = tries;
    return null;
  }

  /** The targets behind the current one. */
  List<Target> rest() {
    return plan.targets().subList(plan.targets().size() - left(), plan.targets().size());
  }

  /** The target it stands at. */
  Target current() {
    return plan.targets().get(cursor);
  }

  /** Counts an attempt at the current target. */
  void tried() {
    here++;
  }

  /** Attempts made at the current target. */
  int here() {
    return here;
  }

  /** Targets behind the current one. */
  int left() {
    return Math.max(0, plan.targets().size() - cursor - 1);
  }

  /** What to say when no target lets itself be tried. */
  Failure noTarget() {
    StringBuilder why = new StringBuilder();
    plan.excluded()
        .forEach(out ->
            why.append(why.isEmpty() ? ": " : ", ")
                .append(out.target())
                .append(" is ")
                .append(out.why().id()));
    return new Failure.NoTarget(
        "No target of model '" + plan.model().name() + "' can be tried now" + why + ".", SOON);
  }
}
