package dev.sluice.limit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/**
 * A bounded number of places with a bounded queue in front. Confined to a lane.
 *
 * <p>Waiters are granted a place in the order they came. Whoever got a place, by {@link #tryEnter}
 * or {@link Waiter#granted}, gives it back by {@link #leave} exactly once; whoever waits hears of
 * exactly one end of the waiting, unless it took itself away by {@link #remove}.
 */
public final class Places {
  /** Who waits for a place. */
  public interface Waiter {
    /** A place is taken for it. */
    void granted();

    /** It will not get a place; it holds none. */
    void refused(Refusal why);
  }

  /** Why a waiter gets no place. */
  public enum Refusal {
    /** The queue has no room. */
    FULL,
    /** It waited as long as may be. */
    EXPIRED,
    /** The places are closed. */
    CLOSED
  }

  private final int max;
  private final int queue;
  private final long waitNanos;
  private final LongSupplier nanos;

  /** Deadlines of the waiters, in the order they came, which is that of the deadlines too. */
  private final SequencedMap<Waiter, Long> waiters = new LinkedHashMap<>();

  private int inside;
  private boolean closed;
  private boolean granting;

  /**
   * Free places and an empty queue.
   *
   * @param max places
   * @param queue waiters; 0 for none
   * @param wait longest wait of each
   * @param nanos a clock of nanoseconds that never goes back
   */
  public Places(int max, int queue, Duration wait, LongSupplier nanos) {
    this.max = max;
    this.queue = queue;
    this.waitNanos = wait.toNanos();
    this.nanos = nanos;
  }

  /** Takes a place when one is free and nobody waits for it. */
  public boolean tryEnter() {
    if (closed || inside >= max || !waiters.isEmpty()) {
      return false;
    }
    inside++;
    return true;
  }

  /** Grants a place at once, or queues, or refuses at once. A waiter may wait only once. */
  public void enter(Waiter waiter) {
    if (tryEnter()) {
      waiter.granted();
    } else if (closed) {
      waiter.refused(Refusal.CLOSED);
    } else if (waiters.size() >= queue) {
      waiter.refused(Refusal.FULL);
    } else if (waiters.putIfAbsent(waiter, nanos.getAsLong() + waitNanos) != null) {
      throw new IllegalStateException("the waiter is queued already");
    }
  }

  /** Gives a place back; the waiter that came first gets it. */
  public void leave() {
    if (inside == 0) {
      throw new IllegalStateException("nobody is inside");
    }
    inside--;
    grant();
  }

  /** Takes a waiter away without a word to it; false when it does not wait. */
  @CanIgnoreReturnValue
  public boolean remove(Waiter waiter) {
    return waiters.remove(waiter) != null;
  }

  /**
   * Refuses those that waited long enough.
   *
   * @param now of the same clock as the places'
   */
  public void expire(long now) {
    while (!waiters.isEmpty() && now - waiters.firstEntry().getValue() >= 0) {
      Map.Entry<Waiter, Long> expired = waiters.pollFirstEntry();
      expired.getKey().refused(Refusal.EXPIRED);
    }
  }

  /** Refuses all waiters, and everyone from now on. Those inside leave as ever. */
  public void close() {
    closed = true;
    while (!waiters.isEmpty()) {
      waiters.pollFirstEntry().getKey().refused(Refusal.CLOSED);
    }
  }

  /** Places taken. */
  public int inside() {
    return inside;
  }

  /** Waiters in the queue. */
  public int waiting() {
    return waiters.size();
  }

  /** A granted waiter may leave at once, which would come back here: the outer call goes on. */
  private void grant() {
    if (granting) {
      return;
    }
    granting = true;
    try {
      while (inside < max && !waiters.isEmpty()) {
        expire(nanos.getAsLong());
        if (waiters.isEmpty()) {
          return;
        }
        Waiter first = waiters.pollFirstEntry().getKey();
        inside++;
        first.granted();
      }
    } finally {
      granting = false;
    }
  }
}
