package dev.sluice.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model does about failed attempts where it differs from the node.
 *
 * @param reactions by one of {@link #KINDS}; what is not named stays as it is for the node
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
  /** A request that is too long for the target, as a kind of failure. */
  public static final String CONTEXT_LENGTH = "context_length";

  /** A request or an answer that the provider's filter refuses, as a kind of failure. */
  public static final String CONTENT_FILTER = "content_filter";

  /**
   * What a reaction can be given to: each {@link Failure#kind} of an upstream, and the two kinds of
   * a provider's refusal that another target may not share.
   */
  public static final List<String> KINDS =
      List.of(
          "throttled",
          "unauthorised",
          "unavailable",
          "unreachable",
          "silent",
          "garbled",
          "cut",
          CONTEXT_LENGTH,
          CONTENT_FILTER);

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
