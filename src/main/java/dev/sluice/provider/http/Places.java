package dev.sluice.provider.http;

import dev.sluice.config.PoolConfig;

/**
 * The attempts that a provider's connections and their queue have room for. Confined to a lane.
 *
 * <p>Counted here because the client's own queue also counts connections that are being opened, and
 * so would refuse a burst at the start that fits.
 */
final class Places {
  private final int queue;
  private final int most;
  private int taken;
  private int waiting;

  Places(PoolConfig pool) {
    this.queue = pool.queue();
    this.most = most(pool);
  }

  /** Most attempts at once, where a connection serves one at a time. */
  static int most(PoolConfig pool) {
    return (int) Math.min(Integer.MAX_VALUE, (long) pool.connections() + pool.queue());
  }

  /** Takes a place, or says that there is none. A connection that serves many makes more. */
  boolean take() {
    if (taken >= most && waiting >= queue) {
      return false;
    }
    taken++;
    return true;
  }

  /** Gives a place back. */
  void leave() {
    taken--;
  }

  /** The attempt now waits for a connection. */
  void queued() {
    waiting++;
  }

  /** The wait is over, either way. */
  void served() {
    waiting--;
  }
}
