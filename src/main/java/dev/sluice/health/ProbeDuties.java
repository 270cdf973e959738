package dev.sluice.health;

import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which probes a node sends: those whose owner it is by rendezvous hashing, and those whose owner
 * has told nothing for two intervals. A node that cannot see most of the fleet sends all. Used by
 * any thread.
 */
final class ProbeDuties {
  private final Fleet fleet;
  private final long patienceNanos;
  private final LongSupplier nanos;
  private final Map<String, Owner> owners = new ConcurrentHashMap<>();

  /** Duties of the fleet's own node. */
  ProbeDuties(Fleet fleet, Duration interval, LongSupplier nanos) {
    this.fleet = fleet;
    this.patienceNanos = interval.multipliedBy(2).toNanos();
    this.nanos = nanos;
  }

  /** A member has probed. */
  void probed(String member, String key) {
    FleetView view = fleet.view();
    long now = nanos.getAsLong();
    owners.compute(
        key,
        (_, known) -> {
          Owner owner = current(known, view, key, now);
          return owner.id.equals(member) ? new Owner(view.edition(), member, now, true) : owner;
        });
  }

  /** Whether this node is to probe. */
  boolean mine(String key) {
    FleetView view = fleet.view();
    if (view.members().size() == 1 || view.standing() == Standing.MINORITY) {
      return true;
    }
    Owner owner = owner(key, view);
    return owner.id.equals(view.self()) || nanos.getAsLong() - owner.heardAt > patienceNanos;
  }

  /** Whether the owner is another member and has probed. */
  boolean relieved(String key) {
    FleetView view = fleet.view();
    return view.members().size() > 1 && owner(key, view).heard;
  }

  /** Whether this node is the one to look when the owner finds a target down: the next owner. */
  boolean second(String key) {
    FleetView view = fleet.view();
    String owner = owner(key, view).id;
    if (owner.equals(view.self())) {
      return false;
    }
    List<Member> others =
        view.members().stream().filter(member -> !member.id().equals(owner)).toList();
    return new FleetView(view.edition(), view.self(), others, view.strength(), view.standing())
        .owns(key);
  }

  private Owner owner(String key, FleetView view) {
    long now = nanos.getAsLong();
    Owner known = owners.get(key);
    if (known != null && known.edition == view.edition()) {
      return known;
    }
    return owners.compute(key, (_, last) -> current(last, view, key, now));
  }

  /** A new owner gets as much patience as one that has just told something. */
  private static Owner current(@Nullable Owner known, FleetView view, String key, long now) {
    if (known != null && known.edition == view.edition()) {
      return known;
    }
    String id = view.owner(key).id();
    return known != null && known.id.equals(id)
        ? new Owner(view.edition(), id, known.heardAt, known.heard)
        : new Owner(view.edition(), id, now, false);
  }

  /**
   * Who is to probe.
   *
   * @param edition of the view that says so
   * @param heardAt when it last told that it had probed, or became the owner
   * @param heard whether it has told
   */
  private record Owner(long edition, String id, long heardAt, boolean heard) {}
}
