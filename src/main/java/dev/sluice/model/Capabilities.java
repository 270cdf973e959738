package dev.sluice.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a target can hold and do.
 *
 * @param context tokens of prompt and answer together, 0 when unknown
 * @param output most tokens of an answer, 0 when unknown
 * @param features what it can do; null when unknown, which is taken for everything but prefill
 */
public record Capabilities(int context, int output, @Nullable Set<Feature> features) {
  /** Nothing is known. */
  public static final Capabilities UNKNOWN = new Capabilities(0, 0, null);

  public Capabilities {
    if (context < 0 || output < 0) {
      throw new IllegalArgumentException("a token limit is never negative");
    }
    features = features == null ? null : Set.copyOf(features);
  }

  /** Whether the target can do it. */
  public boolean has(Feature feature) {
    return features == null ? feature != Feature.PREFILL : features.contains(feature);
  }
}
