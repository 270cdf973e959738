package dev.sluice.pipeline;

import dev.sluice.model.Failure;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a lane's exchanges a few times a second and lets each find out which of its time bounds
 * has passed. Confined to its lane.
 *
 * <p>One timer serves them all: a timer of its own for each bound of each exchange would cost more
 * than all the rest of the bookkeeping.
 */
public final class Watchdog {
  /** How often a lane's exchanges are looked at, and so how late a time bound may be noticed. */
  public static final long TICK_MILLIS = 20;

  private final LongSupplier nanos;
  private @Nullable Entry first;
  private @Nullable Entry next;
  private int size;

  /** A watchdog on the clock. */
  public Watchdog(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Starts to watch. */
  public void watch(Entry entry) {
    Entry head = first;
    entry.following = head;
    entry.preceding = null;
    if (head != null) {
      head.preceding = entry;
    }
    first = entry;
    size++;
  }

  /** Stops to watch. */
  @SuppressWarnings("ReferenceEquality") // An entry is itself, whatever its subclass calls equal.
  public void unwatch(Entry entry) {
    Entry before = entry.preceding;
    Entry after = entry.following;
    if (next == entry) {
      next = after;
    }
    if (before == null) {
      first = after;
    } else {
      before.following = after;
    }
    if (after != null) {
      after.preceding = before;
    }
    entry.preceding = null;
    entry.following = null;
    size--;
  }

  /** Looks at all entries; each may unwatch itself or others. */
  public void tick() {
    long now = nanos.getAsLong();
    for (Entry entry = first; entry != null; entry = next) {
      next = entry.following;
      if (now - entry.due >= 0) {
        entry.due = entry.check(now);
      }
    }
    next = null;
  }

  /** Ends all entries with the reason. */
  public void stopAll(Failure reason) {
    for (Entry entry = first; entry != null; entry = next) {
      next = entry.following;
      entry.stop(reason);
    }
    next = null;
  }

  /** How many entries are watched. */
  public int size() {
    return size;
  }

  /** Something with time bounds. */
  public abstract static class Entry {
    private @Nullable Entry preceding;
    private @Nullable Entry following;
    private long due;

    /** The next check is no later than this. */
    protected final void dueBy(long nanoTime) {
      due = nanoTime;
    }

    /**
     * Acts on what has passed.
     *
     * @return when to check again, on the watchdog's clock
     */
    protected abstract long check(long now);

    /** Ends for a reason that lies in the node. */
    protected abstract void stop(Failure reason);
  }
}
