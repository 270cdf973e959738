package dev.sluice.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routing's answer: which targets to try, in which order, and which were left out, why.
 *
 * @param model the model that serves the request
 * @param strategy that ordered the targets
 * @param targets best first; empty when none is eligible
 * @param excluded targets that were left out
 * @param fallbacks what to go on with when no target is left, in this order
 * @param explanation why the targets are in this order; null when nobody asked
 */
public record Plan(
    Model model,
    Strategy strategy,
    List<Target> targets,
    List<Excluded> excluded,
    List<Fallback> fallbacks,
    @Nullable Explanation explanation) {
  /** A plan of one model that nobody asked to explain. */
  public Plan(Model model, List<Target> targets, List<Excluded> excluded) {
    this(model, model.strategy(), targets, excluded, List.of(), null);
  }

  /**
   * A target that was left out.
   *
   * @param target the target
   * @param why the first reason that holds
   * @param cap which cap is spent, such as {@code provider.tokens_per_minute}; null when that is
   *     not why
   */
  public record Excluded(TargetId target, Exclusion why, @Nullable String cap) {
    /** A target that was left out for another reason than a cap. */
    public Excluded(TargetId target, Exclusion why) {
      this(target, why, null);
    }
  }

  /**
   * Another model to go on with.
   *
   * @param model the other model, named exactly
   * @param targets its eligible targets, best first
   */
  public record Fallback(Model model, List<Target> targets) {}
}
