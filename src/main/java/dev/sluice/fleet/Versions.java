package dev.sluice.fleet;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a node's configuration. Asked and told by any thread.
 *
 * <p>It has a lock of its own, under which nobody is told anything: followers of the fleet, who may
 * hold locks, ask it.
 */
final class Versions {
  private final Supplier<String> first;
  private volatile @Nullable Pair latest;

  /**
   * Both versions of a moment.
   *
   * @param config in force
   * @param offered what the node would take; the one in force when there is no other
   */
  record Pair(String config, String offered) {}

  /**
   * One version, in force and offered.
   *
   * @param first makes it, once, when anything is first asked or told
   */
  Versions(Supplier<String> first) {
    this.first = first;
  }

  /** What holds now. */
  Pair now() {
    Pair known = latest;
    return known == null ? begin() : known;
  }

  private synchronized Pair begin() {
    Pair known = latest;
    if (known == null) {
      String version = first.get();
      known = new Pair(version, version);
      latest = known;
    }
    return known;
  }

  /** The version is in force and offered from now on; whether that is a change. */
  synchronized boolean take(String version) {
    return become(new Pair(version, version));
  }

  /** The version is offered from now on; whether that is a change. */
  synchronized boolean offer(String version) {
    return become(new Pair(now().config, version));
  }

  private boolean become(Pair next) {
    boolean changes = !next.equals(now());
    latest = next;
    return changes;
  }
}
