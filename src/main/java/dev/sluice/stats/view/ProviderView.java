package dev.sluice.stats.view;

import java.util.List;

/**
 * What was measured of a provider.
 *
 * @param provider its name
 * @param measured its targets together
 * @param targets each of them
 */
public record ProviderView(String provider, Measured measured, List<TargetView> targets) {
  public ProviderView {
    targets = List.copyOf(targets);
  }
}
