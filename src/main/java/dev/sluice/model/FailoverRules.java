package dev.sluice.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model does about failed attempts where it differs from the node.
 *
 * @param reactions by {@link Failure#kind}; what is not named stays as it is for the node
 * @param attempts most attempts of one exchange, 0 for the node's bound
 * @param backoff first bound of the waiting time, null for the node's
 * @param firstToken longest wait for a target's first token before the next target is asked, zero
 *     for no such bound
 * @param betweenTokens longest silence of a target between two tokens, zero for no such bound
 */
public record FailoverRules(
    Map<String, Reaction> reactions,
    int attempts,
    @Nullable Duration backoff,
    Duration firstToken,
    Duration betweenTokens) {
  /** As the node does. */
  public static final FailoverRules NONE =
      new FailoverRules(Map.of(), 0, null, Duration.ZERO, Duration.ZERO);

  public FailoverRules {
    reactions = Map.copyOf(reactions);
    if (attempts < 0 || firstToken.isNegative() || betweenTokens.isNegative()) {
      throw new IllegalArgumentException("bounds are never negative");
    }
  }
}
