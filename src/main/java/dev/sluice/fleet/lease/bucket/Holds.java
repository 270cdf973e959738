package dev.sluice.fleet.lease.bucket;

import java.util.HashMap;
import java.util.Map;

/**
 * Who has how many permits of a bucket. Pure.
 *
 * @param owners by their names
 */
public record Holds(Map<String, Hold> owners) {
  /** Nobody has any. */
  public static final Holds NONE = new Holds(Map.of());

  public Holds {
    owners = Map.copyOf(owners);
  }

  /**
   * What one owner has.
   *
   * @param number of its last claim
   * @param permits that it has
   * @param wanting whether it wants more
   * @param untilMicros when they return unless it claims again, by the store's clock
   */
  public record Hold(long number, int permits, boolean wanting, long untilMicros) {}

  /** The holds after a claim, and what it gives. */
  public record Settled(Holds holds, Holding holding) {}

  /** Settles a claim. */
  public Settled settle(Claim claim, long nowMicros) {
    Map<String, Hold> next = new HashMap<>(owners);
    next.values().removeIf(hold -> hold.untilMicros() < nowMicros);
    Hold last = next.remove(claim.owner());
    int others = 0;
    boolean wanting = false;
    for (Hold other : next.values()) {
      others += other.permits();
      wanting |= other.wanting();
    }
    Hold mine = last;
    if (last == null || last.number() < claim.number()) {
      int free = Math.max(0, claim.capacity() - others);
      int permits = Math.max(claim.least(), Math.min(claim.wanted(), free));
      long until = nowMicros + claim.hold().toNanos() / 1_000;
      mine = new Hold(claim.number(), permits, permits < claim.wanted(), until);
    }
    if (mine != null && (mine.permits() > 0 || mine.wanting())) {
      next.put(claim.owner(), mine);
    }
    int permits = mine == null ? 0 : mine.permits();
    return new Settled(new Holds(next), new Holding(permits, wanting, next.size()));
  }

  /** What both say, and of an owner that both know the more. */
  public Holds joined(Holds other) {
    Map<String, Hold> all = new HashMap<>(owners);
    other.owners.forEach((owner, hold) -> all.merge(owner, hold, Holds::more));
    return new Holds(all);
  }

  private static Hold more(Hold one, Hold other) {
    return new Hold(
        Math.max(one.number, other.number),
        Math.max(one.permits, other.permits),
        one.wanting || other.wanting,
        Math.max(one.untilMicros, other.untilMicros));
  }
}
