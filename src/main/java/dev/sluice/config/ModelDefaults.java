package dev.sluice.config;

import dev.sluice.model.Policy;
import dev.sluice.model.Strategy;

/**
 * What holds for models that say nothing themselves, and for those that providers list.
 *
 * @param strategy how targets of the same priority are ordered
 * @param policy how a model chooses, and what it does when things go wrong
 */
public record ModelDefaults(Strategy strategy, Policy policy) {
  /** By weight, with the usual policy. */
  public static ModelDefaults usual() {
    return new ModelDefaults(Strategy.WEIGHTED, Policy.DEFAULT);
  }

  /** The policy for a model that says nothing: it neither goes on with itself nor copies to it. */
  public Policy policyOf(String model) {
    boolean mirrored = policy.mirror() != null && policy.mirror().model().equals(model);
    if (!mirrored && !policy.fallbacks().contains(model)) {
      return policy;
    }
    return new Policy(
        policy.preference(),
        policy.constraints(),
        policy.exploration(),
        policy.wishes(),
        policy.affinity(),
        policy.failover(),
        policy.rescue(),
        policy.hedging(),
        policy.fallbacks().stream().filter(name -> !name.equals(model)).toList(),
        mirrored ? null : policy.mirror(),
        policy.strict());
  }
}
