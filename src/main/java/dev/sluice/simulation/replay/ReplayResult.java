package dev.sluice.simulation.replay;

import dev.sluice.model.TargetId;
import java.util.List;

/**
 * What would have changed under another policy.
 *
 * @param strategy of the other policy
 * @param decisions that were replayed
 * @param changed of them, those that would have put another target first
 * @param moved share of the traffic that would have gone elsewhere, 0 to 1
 * @param targets how much of the traffic each gets, in the order of the log
 * @param recorded what was to be expected of the recorded choices
 * @param replayed what is to be expected of the other ones
 */
public record ReplayResult(
    String strategy,
    long decisions,
    long changed,
    double moved,
    List<Share> targets,
    Outlook recorded,
    Outlook replayed) {
  public ReplayResult {
    targets = List.copyOf(targets);
  }

  /**
   * A target's part of the traffic of a model.
   *
   * @param model name of the model
   * @param target its id
   * @param recorded share of all decisions, 0 to 1
   * @param replayed share of all decisions, 0 to 1
   */
  public record Share(String model, TargetId target, double recorded, double replayed) {}
}
