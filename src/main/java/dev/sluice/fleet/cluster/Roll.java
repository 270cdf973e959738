package dev.sluice.fleet.cluster;

import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.Presence;
import dev.sluice.fleet.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The other members that a node sees, and those that it misses.
 *
 * <p>A member that is not seen any more is missed, and counts for the strength of the fleet, unless
 * it drained before. It is missed until it returns, another one comes under its name, it says that
 * it drains, or it is forgotten. Not safe for several threads.
 */
final class Roll {
  private static final Comparator<Presence> ORDER =
      Comparator.comparing((Presence each) -> each.member().name())
          .thenComparing(each -> each.member().id());

  private final Map<String, Entry> entries = new HashMap<>();
  private final int expected;
  private final long forgetNanos;
  private final LongSupplier nanos;

  private record Entry(Presence presence, boolean seen, long lostNanos) {
    boolean draining() {
      return presence.member().draining();
    }

    /** What it offered may be over when it returns: it has to say so again. */
    Entry lost(long nanos) {
      Presence left =
          new Presence(
              presence.member(), presence.since(), presence.config(), "", presence.exchanges());
      return new Entry(left, false, nanos);
    }
  }

  /**
   * Nobody is seen.
   *
   * @param expected least strength of the fleet
   * @param forget after which time a member is no longer missed
   */
  Roll(int expected, Duration forget, LongSupplier nanos) {
    this.expected = expected;
    this.forgetNanos = forget.toNanos();
    this.nanos = nanos;
  }

  /**
   * These are seen now, and no others. Of those that were seen before, what they said holds, but
   * for what they offered before they were lost.
   */
  void see(Collection<Presence> others) {
    Set<String> seen = new HashSet<>();
    for (Presence each : others) {
      seen.add(each.member().id());
      Entry old = entries.get(each.member().id());
      if (old == null) {
        replace(each.member().name());
      }
      entries.put(each.member().id(), new Entry(old == null ? each : old.presence, true, 0));
    }
    long now = nanos.getAsLong();
    entries.replaceAll((id, entry) -> entry.seen && !seen.contains(id) ? entry.lost(now) : entry);
    entries.values().removeIf(entry -> !entry.seen && entry.draining());
  }

  /** One has come under the name: whoever is missed under it has returned. */
  private void replace(String name) {
    entries.values().removeIf(entry -> !entry.seen && entry.presence.member().name().equals(name));
  }

  /** A member told something of itself; false when it is unknown. */
  boolean hear(String id, Announcement said) {
    Entry old = entries.get(id);
    if (old == null) {
      return false;
    }
    Entry next = new Entry(said.over(old.presence), old.seen, old.lostNanos);
    if (next.seen || !next.draining()) {
      entries.put(id, next);
    } else {
      entries.remove(id);
    }
    return true;
  }

  /** Forgets who has been missed for long enough. */
  void forget() {
    long now = nanos.getAsLong();
    entries.values().removeIf(entry -> !entry.seen && now - entry.lostNanos >= forgetNanos);
  }

  /** All that are seen and the node itself, in an order that all agree on. */
  List<Presence> presences(Presence own) {
    List<Presence> all = new ArrayList<>();
    all.add(own);
    for (Entry entry : entries.values()) {
      if (entry.seen) {
        all.add(entry.presence);
      }
    }
    all.sort(ORDER);
    return List.copyOf(all);
  }

  /** What the node sees. */
  FleetView view(long edition, Presence own) {
    List<Member> members = presences(own).stream().map(Presence::member).toList();
    int strength = Math.max(expected, 1 + entries.size());
    Standing standing = 2 * members.size() > strength ? Standing.MAJORITY : Standing.MINORITY;
    return new FleetView(edition, own.member().id(), members, strength, standing);
  }
}
