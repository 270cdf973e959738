package dev.sluice.model;

import java.util.Set;

/**
 * What serving a request takes, as far as routing decides on it.
 *
 * @param promptTokens estimate of the prompt's tokens, 0 when unknown
 * @param maxTokens bound of the answer's tokens that the request sets, 0 for none
 * @param features what it needs
 * @param conversation hash of what stays the same from turn to turn, 0 for none
 * @param keyed whether the client named the conversation itself
 */
public record Demand(
    int promptTokens, int maxTokens, Set<Feature> features, long conversation, boolean keyed) {
  /** Of a request that needs nothing special. */
  public static final Demand PLAIN = new Demand(0, 0, Set.of(), 0);

  public Demand {
    features = Set.copyOf(features);
  }

  /** Of a request whose conversation, if any, nobody named. */
  public Demand(int promptTokens, int maxTokens, Set<Feature> features, long conversation) {
    this(promptTokens, maxTokens, features, conversation, false);
  }
}
