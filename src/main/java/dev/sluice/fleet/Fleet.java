package dev.sluice.fleet;

import java.util.function.Consumer;

/**
 * The nodes that serve together, as one of them knows them. A node without clustering is a fleet of
 * one ({@link LocalFleet}), so nobody asks whether there is a cluster.
 *
 * <p>Read from any thread without waiting.
 */
public interface Fleet {
  /** Who is in it now. */
  FleetView view();

  /**
   * Tells of each new view, one after the other and off the event loops, beginning with the present
   * one. A listener must not wait for anything.
   */
  void follow(Consumer<FleetView> listener);

  /** How many members have other models or providers than this node, as far as they said. */
  default int otherConfigs() {
    return 0;
  }

  /** How members tell each other what happened. */
  Post post();
}
