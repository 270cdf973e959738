package dev.sluice.routing.selector;

import dev.sluice.model.Explanation.Value;
import dev.sluice.model.Strategy;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Orders the targets of one priority tier, best first. Keeps state between calls and is confined to
 * its lane.
 *
 * <p>Knows targets by their place in the tier alone. The first in the order is the choice; the
 * others follow as the order to fail over in. A selector also says how strongly each place draws
 * the request, for a conversation stays only where it is drawn.
 *
 * <p>What it tells about its choice is what the choice was made with, until the next one.
 */
public interface Selector {
  /** Puts all eligible places into the candidates' order. */
  void order(Candidates candidates);

  /** Why the first place of the last order comes first: a clause that begins in small letters. */
  String reason();

  /** What the last order looked at, by name. Not for the hot path. */
  default Map<String, Value> values(Candidates candidates, int place) {
    return Map.of("share", new Value(candidates.shares[place], 0));
  }

  /** What a place of the last order was ordered by, less is better. Not for the hot path. */
  default double score(Candidates candidates, int place) {
    int position = 0;
    while (candidates.at(position) != place) {
      position++;
    }
    return position;
  }

  /** Whether no other place is better in everything; null when there is no such front. */
  default @Nullable Boolean front(int place) {
    return null;
  }

  /**
   * The selector of a strategy.
   *
   * @param weights for each place the weight of its target
   * @param lane lanes with different numbers start at different places, so that they do not all
   *     turn to the same target at once
   * @param random chance, for the strategies that need it
   */
  static Selector of(Strategy strategy, double[] weights, int lane, SplittableRandom random) {
    return switch (strategy) {
      case ROUND_ROBIN -> new RoundRobin(weights.length, lane);
      case WEIGHTED -> new SmoothWeighted(weights, lane);
      case RANDOM -> new WeightedRandom(random.split());
      case LEAST_CONNECTIONS -> new LeastConnections(weights.length, lane);
      case PERFORMANCE -> new Performance(random.split());
      case COST -> new Cost(random.split());
      case PARETO -> new Pareto(weights.length);
    };
  }
}
