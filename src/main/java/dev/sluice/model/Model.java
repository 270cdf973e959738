package dev.sluice.model;

import java.util.List;

/**
 * A name that clients ask for and the targets that serve it.
 *
 * @param name exact name, or a pattern with one or more {@code *}
 * @param strategy how targets of the same priority are ordered
 * @param targets at least one
 * @param policy how it chooses, and what it does when things go wrong
 */
public record Model(String name, Strategy strategy, List<Target> targets, Policy policy) {
  public Model {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a model has at least one target");
    }
  }

  /** A model with the usual policy. */
  public Model(String name, Strategy strategy, List<Target> targets) {
    this(name, strategy, targets, Policy.DEFAULT);
  }

  /** Whether the name is a pattern. */
  public boolean wildcard() {
    return name.indexOf('*') >= 0;
  }
}
