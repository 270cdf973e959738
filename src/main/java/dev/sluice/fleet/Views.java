package dev.sluice.fleet;

import dev.sluice.telemetry.LogKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest view of a node, and who follows it. Used by any thread. */
public final class Views {
  private static final Logger LOG = LoggerFactory.getLogger(Views.class);

  private final List<Consumer<FleetView>> listeners = new ArrayList<>();
  private volatile FleetView latest;

  /** Begins with a view. */
  public Views(FleetView first) {
    this.latest = first;
  }

  /** The latest. */
  public FleetView latest() {
    return latest;
  }

  /** Tells of the present view, in the thread that calls, and of each new one. */
  public synchronized void follow(Consumer<FleetView> listener) {
    listeners.add(listener);
    tell(listener, latest);
  }

  /** There is a new one. */
  public synchronized void show(FleetView next) {
    latest = next;
    for (Consumer<FleetView> listener : List.copyOf(listeners)) {
      tell(listener, next);
    }
  }

  private static void tell(Consumer<FleetView> listener, FleetView view) {
    try {
      listener.accept(view);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue(LogKeys.CAUSE, e).log("a follower of the fleet failed");
    }
  }
}
