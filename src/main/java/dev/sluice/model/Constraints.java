package dev.sluice.model;

import java.util.Set;

/**
 * Bounds that a target has to keep to be chosen, whatever the preference.
 *
 * @param maxPrice highest expected price of the request in nano-dollars, 0 for no bound; a target
 *     of unknown price does not keep it
 * @param maxFirstTokenMillis longest expected time to the first token, 0 for no bound
 * @param minSuccess least success rate, 0 to 1
 * @param minQuality least quality prior, 0 to 1
 * @param regions where it may compute; empty for anywhere
 */
public record Constraints(
    long maxPrice,
    long maxFirstTokenMillis,
    double minSuccess,
    double minQuality,
    Set<String> regions) {
  /** No bounds. */
  public static final Constraints NONE = new Constraints(0, 0, 0, 0, Set.of());

  public Constraints {
    if (maxPrice < 0 || maxFirstTokenMillis < 0) {
      throw new IllegalArgumentException("a bound is never negative");
    }
    if (!(minSuccess >= 0 && minSuccess <= 1) || !(minQuality >= 0 && minQuality <= 1)) {
      throw new IllegalArgumentException("success and quality lie between 0 and 1");
    }
    regions = Set.copyOf(regions);
  }
}
