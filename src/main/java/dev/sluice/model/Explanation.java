package dev.sluice.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a plan is as it is.
 *
 * @param strategy that ordered the targets
 * @param reason one sentence about the first target, without secrets
 * @param options the eligible targets, in the plan's order
 */
public record Explanation(Strategy strategy, String reason, List<Option> options) {
  public Explanation {
    options = List.copyOf(options);
  }

  /**
   * An eligible target as the strategy saw it.
   *
   * @param target its id
   * @param model that it serves; another than the asked one for a fallback
   * @param values the objectives' values by name, in the order that the strategy looks at them
   * @param front whether no other option is better in everything; null when the strategy has no
   *     front
   * @param score what the options were ordered by, less is better
   */
  public record Option(
      TargetId target,
      String model,
      Map<String, Value> values,
      @Nullable Boolean front,
      double score) {}

  /**
   * Value of an objective.
   *
   * @param value in the objective's unit; NaN when unknown
   * @param uncertainty standard deviation of the value
   */
  public record Value(double value, double uncertainty) {}
}
