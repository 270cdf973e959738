package dev.sluice.fleet;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import java.util.List;

/** A node's own place in the fleet: how it comes in, what it says of itself, how it goes. */
public interface Membership extends Fleet {
  /** What the node itself is in the fleet. */
  Self self();

  /**
   * Enters the fleet; completes when the node sees who is in it, fails with the reason in one
   * sentence when it cannot. Until then the node sees itself alone.
   */
  Future<Void> join();

  /** Leaves the fleet in good order; completes when it is done. Never fails. */
  Future<Void> leave();

  /** The meters of the messages between members; none when there are no others. */
  MeterBinder traffic();

  /** What all members say of themselves, in the order of the view. */
  List<Presence> presences();

  @Override
  default int otherConfigs() {
    String own = self().config();
    return (int)
        presences().stream()
            .map(Presence::config)
            .filter(config -> !config.isEmpty() && !config.equals(own))
            .count();
  }

  /**
   * Other members that are seen and do not offer the version, in the order of the view; those that
   * have not said yet what they offer are among them.
   */
  default List<Presence> without(String version) {
    return presences().stream()
        .filter(each -> !each.member().id().equals(self().id()))
        .filter(each -> each.offered().isEmpty() || !each.offered().equals(version))
        .toList();
  }

  /** How many other members offer another version than this node, as far as they said. */
  default int otherOffers() {
    return (int)
        without(self().offered()).stream().filter(each -> !each.offered().isEmpty()).count();
  }

  /**
   * Asks a member, which may be the node itself, to begin or to end its draining. The member does
   * so a moment later; it is lost on a member that is not reached.
   *
   * @param member its id
   */
  void drain(String member, boolean draining);
}
