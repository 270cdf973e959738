package dev.sluice.pipeline;

import dev.sluice.model.Feature;
import dev.sluice.model.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways that are left to go on with a broken stream: first the targets that take its text, then
 * those that would have to repeat it, at last the target that was cut.
 */
final class Ways {
  private final Deque<Way> prefills = new ArrayDeque<>();
  private final Deque<Way> restarts = new ArrayDeque<>();
  private @Nullable Target cut;
  private boolean again;

  /** All ways over the targets, best first. */
  Ways(List<Target> targets) {
    for (Target target : targets) {
      if (takesText(target)) {
        prefills.add(new Way(target, true));
      } else {
        restart(target);
      }
    }
  }

  private static boolean takesText(Target target) {
    return target.traits().capabilities().has(Feature.PREFILL);
  }

  /** A target that was cut may be asked once more, and no other after it. */
  void once(Target target) {
    if (!again) {
      cut = target;
    }
  }

  /** The target may have to begin anew. */
  void restart(Target target) {
    restarts.add(new Way(target, false));
  }

  /** Takes the best way that is left, null when none is. */
  @Nullable Way next() {
    Way best = prefills.poll();
    best = best == null ? restarts.poll() : best;
    Target last = cut;
    if (best == null && last != null && !again) {
      again = true;
      cut = null;
      best = new Way(last, takesText(last));
    }
    return best;
  }

  /**
   * One way.
   *
   * @param target who goes on
   * @param prefilled whether it is given the text; else it begins anew
   */
  record Way(Target target, boolean prefilled) {}
}
