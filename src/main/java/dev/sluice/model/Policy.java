package dev.sluice.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model chooses, and what it does when things go wrong.
 *
 * @param preference between objectives, for the strategy {@code pareto}
 * @param constraints that every target has to keep
 * @param exploration share of requests that try a target which is not the choice, 0 to 0.2
 * @param wishes whether a request may say strategy and preference itself
 * @param affinity whether a conversation comes back to its target as long as that is fit
 * @param failover what differs from the node about failed attempts
 * @param rescue whether a stream that breaks off is continued by another target
 * @param hedging when a second target is asked
 * @param fallbacks names of models to go on with when no target of this one is left
 * @param mirror where copies go, null for nowhere
 * @param strict whether a request is refused where a part of it would be left out, unless the
 *     client says otherwise
 */
public record Policy(
    Preference preference,
    Constraints constraints,
    double exploration,
    boolean wishes,
    boolean affinity,
    FailoverRules failover,
    boolean rescue,
    Hedging hedging,
    List<String> fallbacks,
    @Nullable Mirror mirror,
    boolean strict) {
  /** What holds where nothing is said. */
  public static final Policy DEFAULT =
      new Policy(
          Preference.BALANCED,
          Constraints.NONE,
          0.02,
          true,
          true,
          FailoverRules.NONE,
          false,
          Hedging.OFF,
          List.of(),
          null,
          false);

  public Policy {
    if (!(exploration >= 0 && exploration <= 0.2)) {
      throw new IllegalArgumentException("exploration lies between 0 and 0.2");
    }
    fallbacks = List.copyOf(fallbacks);
  }
}
