package dev.sluice.bench.mock;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A hashed wheel of timers on one event loop: arming and firing cost the same with ten entries and
 * ten thousand. It stands still while it is empty. Confined to its loop.
 */
final class TimerWheel {
  private static final int SLOTS = 4096;

  /** Something that happens at a time; an entry can be armed once at a time. */
  abstract static class Entry {
    private long dueTick;
    private @Nullable Entry next;

    /**
     * Happens now.
     *
     * @param dueNanos when it was due, in time of {@link System#nanoTime}
     */
    abstract void fire(long dueNanos);
  }

  private final EventLoop loop;
  private final long tickNanos;
  private final long origin = System.nanoTime();
  private final @Nullable Entry[] slots = new @Nullable Entry[SLOTS];
  private long tick;
  private int armed;
  private boolean turning;

  TimerWheel(EventLoop loop, long tickNanos) {
    this.loop = loop;
    this.tickNanos = tickNanos;
  }

  /** Fires the entry at the first tick not before {@code dueNanos}. */
  void arm(Entry entry, long dueNanos) {
    if (!turning) {
      tick = (System.nanoTime() - origin) / tickNanos;
      turning = true;
      turn();
    }
    entry.dueTick = Math.max(tick + 1, Math.ceilDiv(dueNanos - origin, tickNanos));
    int slot = (int) (entry.dueTick % SLOTS);
    entry.next = slots[slot];
    slots[slot] = entry;
    armed++;
  }

  private void turn() {
    long delay = origin + (tick + 1) * tickNanos - System.nanoTime();
    var _ = loop.schedule(this::ticks, Math.max(0, delay), TimeUnit.NANOSECONDS);
  }

  private void ticks() {
    long now = (System.nanoTime() - origin) / tickNanos;
    while (tick < now) {
      tick++;
      fire((int) (tick % SLOTS));
    }
    if (armed > 0) {
      turn();
    } else {
      turning = false;
    }
  }

  private void fire(int slot) {
    Entry entry = slots[slot];
    slots[slot] = null;
    while (entry != null) {
      Entry following = entry.next;
      if (entry.dueTick <= tick) {
        armed--;
        entry.next = null;
        entry.fire(origin + entry.dueTick * tickNanos);
      } else {
        entry.next = slots[slot];
        slots[slot] = entry;
      }
      entry = following;
    }
  }
}
