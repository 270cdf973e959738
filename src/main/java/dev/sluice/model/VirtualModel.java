package dev.sluice.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name that stands for other models, by rules.
 *
 * @param name what clients ask for
 * @param rules the first one that applies decides; the last one applies to everything
 */
public record VirtualModel(String name, List<Rule> rules) {
  public VirtualModel {
    rules = List.copyOf(rules);
    if (rules.isEmpty() || !rules.getLast().applies(null, null)) {
      throw new IllegalArgumentException("the last rule applies to everything");
    }
  }

  /**
   * When to take which model.
   *
   * @param tasks for which it applies; empty for all
   * @param qualities for which it applies; empty for all
   * @param shares models and how much of the traffic each gets; at least one
   */
  public record Rule(Set<Task> tasks, Set<Quality> qualities, List<Share> shares) {
    public Rule {
      tasks = Set.copyOf(tasks);
      qualities = Set.copyOf(qualities);
      shares = List.copyOf(shares);
      if (shares.isEmpty()) {
        throw new IllegalArgumentException("a rule names at least one model");
      }
    }

    /** Whether it applies to what a client said, null for nothing. */
    public boolean applies(@Nullable Task task, @Nullable Quality quality) {
      return (tasks.isEmpty() || (task != null && tasks.contains(task)))
          && (qualities.isEmpty() || (quality != null && qualities.contains(quality)));
    }
  }

  /**
   * A model's part of the traffic.
   *
   * @param model name of a configured model
   * @param weight its part, relative to the others
   */
  public record Share(String model, double weight) {
    public Share {
      if (!(weight > 0 && weight <= 1e6)) {
        throw new IllegalArgumentException("a share lies above 0");
      }
    }
  }
}
