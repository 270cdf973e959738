package dev.sluice.fleet.lease;

/**
 * The questions of one lease to its store: one at a time, none before its time, and after a failed
 * one longer and longer pauses. Confined to the leases' thread.
 */
final class Inquiry {
  private static final long FIRST_PAUSE = 100_000_000L;
  private static final int MOST_DOUBLINGS = 5;

  private long number;
  private boolean underWay;
  private long since;
  private long notBefore = Long.MIN_VALUE;
  private int failures;
  private boolean answered;

  /** Whether a question may be asked now. */
  boolean ready(long now) {
    return !underWay && now >= notBefore;
  }

  /** A question is asked; its number. */
  long begin(long now) {
    underWay = true;
    since = now;
    return ++number;
  }

  /** Whether it is the number of the question that is waited for. */
  boolean waitsFor(long question) {
    return underWay && question == number;
  }

  /** Whether the answer is late. */
  boolean late(long now, long timeout) {
    return underWay && now - since > timeout;
  }

  /** The question is answered. */
  void succeeded() {
    underWay = false;
    failures = 0;
    answered = true;
  }

  /** The question has no answer. */
  void failed(long now) {
    underWay = false;
    notBefore = now + (FIRST_PAUSE << Math.min(failures, MOST_DOUBLINGS));
    failures++;
  }

  /** There is nothing to ask before that time. */
  void rest(long until) {
    notBefore = until;
  }

  /** Whether the last question had no answer. */
  boolean away() {
    return failures > 0;
  }

  /** Whether any question was ever answered, or has failed. */
  boolean known() {
    return answered || failures > 0;
  }
}
