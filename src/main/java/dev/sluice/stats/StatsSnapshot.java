package dev.sluice.stats;

import dev.sluice.model.Estimate;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.stats.window.StatsRow;
import java.util.Map;

/**
 * What is known of all targets at one time. Immutable: whoever reads it sees all of one moment.
 *
 * @param targets what routing asks for
 * @param answers tokens of an answer, by model
 * @param rows what it was made of
 * @param elsewhere attempts under way at other members, as they last told; without those targets at
 *     which there are none
 */
public record StatsSnapshot(
    Map<TargetId, TargetStatistics> targets,
    Map<String, Estimate> answers,
    Map<TargetId, StatsRow> rows,
    Map<TargetId, Long> elsewhere) {
  /** Nothing is known. */
  static final StatsSnapshot EMPTY = new StatsSnapshot(Map.of(), Map.of(), Map.of(), Map.of());

  public StatsSnapshot {
    targets = Map.copyOf(targets);
    answers = Map.copyOf(answers);
    rows = Map.copyOf(rows);
    elsewhere = Map.copyOf(elsewhere);
  }

  /** What is known of a target; nothing of one that the node does not have. */
  public TargetStatistics of(TargetId target) {
    return targets.getOrDefault(target, TargetStatistics.NONE);
  }

  /** Tokens of a model's answers, whichever target gave them; unknown for an unknown name. */
  public Estimate answer(String model) {
    return answers.getOrDefault(model, Estimate.NONE);
  }
}
