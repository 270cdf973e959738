package dev.sluice.stats.view;

import java.util.List;

/**
 * What was measured of all that the node knows.
 *
 * @param measured all targets together
 * @param providers each of them, in the order of the configuration
 */
public record NodeView(Measured measured, List<ProviderView> providers) {
  public NodeView {
    providers = List.copyOf(providers);
  }
}
