package dev.sluice.routing;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The targets of a model that have the same priority, and what their selector remembers. */
final class Tier {
  private final Target[] targets;
  private final double[] weights;
  private final double[] shares;
  private final int[] order;
  private final Selector selector;

  Tier(Strategy strategy, List<Target> targets, int lane, SplittableRandom random) {
    this.targets = targets.toArray(Target[]::new);
    this.weights = new double[this.targets.length];
    for (int place = 0; place < weights.length; place++) {
      weights[place] = strategy == Strategy.ROUND_ROBIN ? 1 : this.targets[place].weight();
    }
    this.shares = new double[weights.length];
    this.order = new int[weights.length];
    this.selector = Selector.of(strategy, weights, lane, random);
  }

  /** Adds the eligible targets to the draft, best first, and the others with their reasons. */
  void add(Availability availability, Draft draft) {
    for (int place = 0; place < targets.length; place++) {
      Target target = targets[place];
      Exclusion why = why(target, availability);
      if (why == null) {
        shares[place] = weights[place] * availability.warmth(target);
      } else {
        shares[place] = 0;
        draft.exclude(target, why);
      }
    }
    int count = selector.order(shares, order);
    for (int k = 0; k < count; k++) {
      draft.add(targets[order[k]]);
    }
  }

  private static @Nullable Exclusion why(Target target, Availability availability) {
    return target.enabled() ? availability.exclusion(target) : Exclusion.DISABLED;
  }
}
