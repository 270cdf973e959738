package dev.sluice.pipeline;

import dev.sluice.limit.HedgeBudget;
import dev.sluice.model.Hedging;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The hedging of one lane: when a target is late, and what each model may still spend on it. */
public final class Hedges {
  private final FirstTokenBound bound;
  private final LongSupplier nanos;

  /** By the name of the model and its shares, so that a changed policy begins anew. */
  private final Map<Key, HedgeBudget> budgets = new HashMap<>();

  /**
   * Hedging with unused budgets.
   *
   * @param nanos a clock of nanoseconds that never goes back
   */
  public Hedges(FirstTokenBound bound, LongSupplier nanos) {
    this.bound = bound;
    this.nanos = nanos;
  }

  /** The budget of a model that hedges. */
  HedgeBudget budget(Model model) {
    Hedging shares = model.policy().hedging();
    return budgets.computeIfAbsent(
        new Key(model.name(), shares), key -> new HedgeBudget(key.shares(), nanos));
  }

  /** Nanoseconds after which a target's first token is late, 0 when that is not known. */
  long late(Target target, boolean stream) {
    return bound.nanos(target, stream);
  }

  private record Key(String model, Hedging shares) {}
}
