package dev.sluice.pipeline;

import dev.sluice.model.Capabilities;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import dev.sluice.model.Traits;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans and their targets for tests. */
final class Plans {
  private Plans() {}

  /** A target of a provider that knows models by the names that clients use. */
  static Target target(String provider) {
    return target(provider, null, 0);
  }

  /** A target with the name of its model there and its context window, 0 when that is unknown. */
  static Target target(String provider, @Nullable String upstream, int context) {
    return Targets.of(provider, upstream)
        .traits(new Traits(null, 0.5, 0, new Capabilities(context, 0, null)))
        .make();
  }

  static Model model(String name) {
    return new Model(name, Strategy.WEIGHTED, List.of(target("any")));
  }

  static Plan.Fallback fallback(String name, Target... targets) {
    return new Plan.Fallback(model(name), List.of(targets));
  }

  /** A plan of the model {@code asked} with fallbacks. */
  static Plan plan(List<Target> targets, Plan.Fallback... fallbacks) {
    return new Plan(
        model("asked"), Strategy.WEIGHTED, targets, List.of(), Arrays.asList(fallbacks), null);
  }
}
