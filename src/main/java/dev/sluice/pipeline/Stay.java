package dev.sluice.pipeline;

import dev.sluice.limit.Places;
import dev.sluice.model.Failure;
import java.time.Duration;

/**
 * A client's stay in a lane: the watch over it, and the place that it waits for, holds and gives
 * back. Confined to its lane.
 */
final class Stay implements Places.Waiter {
  private final Lane lane;
  private final Watchdog.Entry guest;
  private final Runnable welcome;
  private boolean inside;

  /**
   * A stay that has not begun.
   *
   * @param guest who is watched; it is stopped when it gets no place
   * @param welcome run when a place is taken for it
   */
  Stay(Lane lane, Watchdog.Entry guest, Runnable welcome) {
    this.lane = lane;
    this.guest = guest;
    this.welcome = welcome;
  }

  /** Begins; the guest may be welcomed or stopped within the call. */
  void begin() {
    lane.watchdog().watch(guest);
    lane.places().enter(this);
  }

  /** Ends a stay that was begun, which happens once. */
  void end() {
    lane.watchdog().unwatch(guest);
    if (inside) {
      lane.places().leave();
    } else {
      lane.places().remove(this);
    }
  }

  /** Whether it has had its place. */
  boolean inside() {
    return inside;
  }

  @Override
  public void granted() {
    inside = true;
    welcome.run();
  }

  @Override
  public void refused(Places.Refusal why) {
    guest.stop(
        switch (why) {
          case FULL, EXPIRED ->
              new Failure.Overloaded(
                  "All places of the gateway are taken; try again soon.", Duration.ofSeconds(1));
          case CLOSED -> new Failure.Draining("The gateway is stopping; send the request again.");
        });
  }
}
