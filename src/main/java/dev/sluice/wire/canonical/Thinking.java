package dev.sluice.wire.canonical;

import org.jspecify.annotations.Nullable;

/**
 * Whether and how a model is to think before it answers.
 *
 * @param mode null when nothing is said but an effort
 * @param budget most tokens of thought, 0 when nothing is said
 * @param effort null when nothing is said
 */
public record Thinking(@Nullable Mode mode, long budget, @Nullable Effort effort) {
  /** When it thinks. */
  public enum Mode {
    /** Never. */
    OFF,
    /** Always. */
    ON,
    /** When it finds that it helps. */
    ADAPTIVE
  }

  /** Whether it is asked not to think. */
  public boolean off() {
    return mode == Mode.OFF || effort == Effort.NONE;
  }

  /**
   * The tokens of thought that are asked for in whatever way, those of medium effort if in none.
   */
  public long tokens() {
    if (budget > 0) {
      return budget;
    }
    return effort == null ? Effort.MEDIUM.budget() : effort.budget();
  }

  /** The effort that is asked for in whatever way, null when none is. */
  public @Nullable Effort effortOrBudget() {
    if (effort != null) {
      return effort;
    }
    return budget > 0 ? Effort.of(budget) : null;
  }
}
