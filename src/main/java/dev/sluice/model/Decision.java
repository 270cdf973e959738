package dev.sluice.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one request was routed, and what the router knew when it did: a line of a decision log.
 *
 * @param time when
 * @param model configured name of the model
 * @param strategy that ordered the targets
 * @param lane that routed it, 0 or more; turns are taken within a lane
 * @param promptTokens estimate of the prompt's tokens, 0 when unknown
 * @param maxTokens bound of the answer's tokens that the request set, 0 for none
 * @param target that was put first
 * @param options the targets that might be chosen, the chosen one among them, best in the order of
 *     the configuration, in which turns are taken
 */
public record Decision(
    Instant time,
    String model,
    Strategy strategy,
    int lane,
    int promptTokens,
    int maxTokens,
    TargetId target,
    List<Option> options) {
  /** Tokens that an answer was expected to have; beside the objectives' names in the values. */
  public static final String OUTPUT_TOKENS = "output_tokens";

  /** Share of prompt tokens that was expected to be read from the provider's cache. */
  public static final String CACHED_SHARE = "cached_share";

  /** What the lane itself saw of the time to the first token, in seconds, with late ones first. */
  public static final String PEAK_LATENCY = "peak_latency";

  public Decision {
    options = List.copyOf(options);
    if (lane < 0 || promptTokens < 0 || maxTokens < 0) {
      throw new IllegalArgumentException("lane and tokens are never negative");
    }
    if (options.stream().noneMatch(option -> option.target().equals(target))) {
      throw new IllegalArgumentException("the chosen target is one of the options");
    }
  }

  /** The option of a target, null when it might not be chosen. */
  public @Nullable Option option(TargetId id) {
    for (Option option : options) {
      if (option.target().equals(id)) {
        return option;
      }
    }
    return null;
  }

  /**
   * A target that might be chosen, as the router saw it.
   *
   * @param target its id
   * @param weight share among the targets of the same priority, at least 1
   * @param priority tier, at least 1
   * @param price null when unknown
   * @param warmth share of its weight that it should get, above 0 to 1
   * @param inFlight attempts of the node that were under way, 0 or more
   * @param values by name: {@code cost} in nano-dollars of this request, {@code latency} in seconds
   *     to the first token, {@code throughput} in tokens a second, {@code success} and {@code
   *     quality} from 0 to 1, {@code energy} in watt-seconds a token, {@link #OUTPUT_TOKENS},
   *     {@link #CACHED_SHARE}, {@link #PEAK_LATENCY}; what was unknown is left out
   */
  public record Option(
      TargetId target,
      int weight,
      int priority,
      @Nullable Price price,
      double warmth,
      int inFlight,
      Map<String, Explanation.Value> values) {
    public Option {
      values = Map.copyOf(values);
      if (weight < 1 || priority < 1 || inFlight < 0 || !(warmth > 0 && warmth <= 1)) {
        throw new IllegalArgumentException(
            "weight and priority are at least 1, warmth is above 0 and at most 1");
      }
    }

    /** The value of the name, NaN when it was unknown. */
    public double value(String name) {
      Explanation.Value value = values.get(name);
      return value == null ? Double.NaN : value.value();
    }
  }
}
