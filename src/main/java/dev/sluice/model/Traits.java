package dev.sluice.model;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a target beforehand, for the choice between targets.
 *
 * @param region where it computes, null when unknown
 * @param quality prior of its answers' quality, 0 to 1, 0.5 when nothing is said
 * @param energy watt-seconds a token, 0 when unknown
 * @param capabilities what it can hold and do
 */
public record Traits(
    @Nullable String region, double quality, double energy, Capabilities capabilities) {
  /** Nothing is said. */
  public static final Traits NONE = new Traits(null, 0.5, 0, Capabilities.UNKNOWN);

  /** These, with other capabilities. */
  public Traits with(Capabilities next) {
    return new Traits(region, quality, energy, next);
  }

  public Traits {
    if (!(quality >= 0 && quality <= 1) || !(energy >= 0)) {
      throw new IllegalArgumentException("quality lies between 0 and 1, energy is never negative");
    }
  }
}
