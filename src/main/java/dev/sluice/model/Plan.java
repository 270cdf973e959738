package dev.sluice.model;

import java.util.List;

/**
 * The routing's answer: which targets to try, in which order, and which were left out, why.
 *
 * @param model the model that serves the request
 * @param targets best first; empty when none is eligible
 * @param excluded targets that were left out
 */
public record Plan(Model model, List<Target> targets, List<Excluded> excluded) {
  /**
   * A target that was left out.
   *
   * @param target the target
   * @param why the first reason that holds
   */
  public record Excluded(TargetId target, Exclusion why) {}
}
