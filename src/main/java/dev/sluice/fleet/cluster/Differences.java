package dev.sluice.fleet.cluster;

import dev.sluice.fleet.Member;
import dev.sluice.fleet.Presence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The members that are configured otherwise than the node, each told once. Those that differ only
 * because a change reaches one before the other are none. Not safe for several threads.
 */
final class Differences {
  private final Set<String> told = new HashSet<>();

  /** Members that differ and were not told since they last agreed with the node. */
  List<Member> fresh(Presence own, List<Presence> all) {
    List<Member> fresh = new ArrayList<>();
    for (Presence each : all) {
      // A change that is under way leaves open whether they will differ.
      if (!own.waiting() && !each.waiting() && tell(each, own)) {
        fresh.add(each.member());
      }
    }
    return fresh;
  }

  private boolean tell(Presence each, Presence own) {
    String id = each.member().id();
    if (each.config().isEmpty() || each.config().equals(own.config())) {
      told.remove(id);
      return false;
    }
    return told.add(id);
  }
}
