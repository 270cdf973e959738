package dev.sluice.limit;

import dev.sluice.fleet.lease.Allowance;
import dev.sluice.fleet.lease.Permits;
import dev.sluice.model.Demand;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All caps that hold for attempts at one target, its provider's among them. Used by all lanes;
 * nothing waits and nothing is allocated.
 *
 * <p>An attempt begins with {@link #enter} and, when that was granted, ends with {@link #leave}.
 */
public final class TargetCaps {
  /** Of a target without caps. */
  public static final TargetCaps NONE = new TargetCaps(List.of(), List.of(), List.of(), () -> 0);

  /** What {@link #enter} says when a cap is spent. */
  public static final long REFUSED = -1;

  /** What {@link #leave} is told when nobody knows what was used. */
  public static final long UNKNOWN = -1;

  /** Tokens of an answer when none was ever seen. */
  private static final long USUAL_ANSWER = 256;

  /** Wait for a permit: nobody knows when one comes back. */
  private static final long SOON_NANOS = 1_000_000_000L;

  private final Room[] rooms;
  private final Gate[] requests;
  private final Gate[] tokens;
  private final LongSupplier answer;

  /**
   * Caps.
   *
   * @param rooms of attempts under way
   * @param requests of attempts
   * @param tokens of tokens
   * @param answer tokens of the target's answers as far as was learned, 0 when it was not
   */
  TargetCaps(List<Room> rooms, List<Gate> requests, List<Gate> tokens, LongSupplier answer) {
    this.rooms = rooms.toArray(Room[]::new);
    this.requests = requests.toArray(Gate[]::new);
    this.tokens = tokens.toArray(Gate[]::new);
    this.answer = answer;
  }

  /** A cap of attempts or tokens in a time. */
  record Gate(Cap cap, Allowance allowance) {}

  /** A cap of attempts at one time. */
  record Room(Cap cap, Permits permits) {}

  /**
   * Takes the right to make one attempt, and reserves the tokens that it is expected to use.
   *
   * @return the tokens that are reserved, or {@link #REFUSED}
   */
  public long enter(Demand demand) {
    long reserved = tokens.length == 0 ? 0 : estimate(demand);
    for (int k = 0; k < rooms.length; k++) {
      if (!rooms[k].permits.tryEnter()) {
        leaveRooms(k);
        return REFUSED;
      }
    }
    int paid = pay(requests, 1);
    if (paid < requests.length) {
      refund(requests, paid, 1);
      leaveRooms(rooms.length);
      return REFUSED;
    }
    int counted = pay(tokens, reserved);
    if (counted < tokens.length) {
      refund(tokens, counted, reserved);
      refund(requests, paid, 1);
      leaveRooms(rooms.length);
      return REFUSED;
    }
    return reserved;
  }

  private long estimate(Demand demand) {
    long learned = demand.maxTokens() > 0 ? demand.maxTokens() : answer.getAsLong();
    return Math.max(1, demand.promptTokens() + (learned > 0 ? learned : USUAL_ANSWER));
  }

  /** How many of the gates could be paid, one after the other. */
  private static int pay(Gate[] gates, long cost) {
    int paid = 0;
    while (paid < gates.length && gates[paid].allowance.tryTake(cost)) {
      paid++;
    }
    return paid;
  }

  private static void refund(Gate[] gates, int paid, long cost) {
    for (int k = 0; k < paid; k++) {
      gates[k].allowance.settle(-cost);
    }
  }

  private void leaveRooms(int entered) {
    for (int k = 0; k < entered; k++) {
      rooms[k].permits.leave();
    }
  }

  /**
   * The attempt is over. Exactly once for each that was granted.
   *
   * @param reserved what {@link #enter} said
   * @param used tokens, or {@link #UNKNOWN}: then what was reserved counts
   */
  public void leave(long reserved, long used) {
    leaveRooms(rooms.length);
    if (used != UNKNOWN && used != reserved) {
      for (Gate gate : tokens) {
        gate.allowance.settle(used - reserved);
      }
    }
  }

  /** Whether {@link #enter} would grant an attempt. Takes nothing. */
  public boolean open() {
    return spent() == null;
  }

  /** The first cap that is spent, null when none is. */
  public @Nullable Cap spent() {
    for (Room room : rooms) {
      if (!room.permits.open()) {
        return room.cap;
      }
    }
    Cap cap = spent(requests);
    return cap == null ? spent(tokens) : cap;
  }

  private static @Nullable Cap spent(Gate[] gates) {
    for (Gate gate : gates) {
      if (!gate.allowance.open()) {
        return gate.cap;
      }
    }
    return null;
  }

  /** Nanoseconds until an attempt may be granted as far as is known, 0 when it would be now. */
  public long waitNanos() {
    long wait = 0;
    for (Room room : rooms) {
      wait = room.permits.open() ? wait : SOON_NANOS;
    }
    return Math.max(wait, Math.max(waitNanos(requests), waitNanos(tokens)));
  }

  private static long waitNanos(Gate[] gates) {
    long wait = 0;
    for (Gate gate : gates) {
      wait = Math.max(wait, gate.allowance.waitNanos());
    }
    return wait;
  }
}
