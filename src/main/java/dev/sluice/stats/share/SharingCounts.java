package dev.sluice.stats.share;

import java.util.concurrent.atomic.LongAdder;

/** What sharing did since the node's start. Written and read by any thread. */
final class SharingCounts {
  private final LongAdder messagesIn = new LongAdder();
  private final LongAdder messagesOut = new LongAdder();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final LongAdder versions = new LongAdder();
  private final LongAdder malformed = new LongAdder();
  private final LongAdder full = new LongAdder();
  private final LongAdder repairs = new LongAdder();
  private volatile int rows;
  private volatile int members;

  void received(int bytes) {
    messagesIn.increment();
    bytesIn.add(bytes);
  }

  void sent(int receivers, int bytes) {
    messagesOut.add(receivers);
    bytesOut.add((long) receivers * bytes);
  }

  /** A message was of a shape that is not known here. */
  void unknown() {
    versions.increment();
  }

  /** A message was none. */
  void malformed() {
    malformed.increment();
  }

  /** A message found no room. */
  void full() {
    full.increment();
  }

  /** Another member was asked for all its rows. */
  void repair() {
    repairs.increment();
  }

  /** So many rows of so many members are known and complete. */
  void holding(int rowsNow, int membersNow) {
    rows = rowsNow;
    members = membersNow;
  }

  long messagesIn() {
    return messagesIn.sum();
  }

  long messagesOut() {
    return messagesOut.sum();
  }

  long bytesIn() {
    return bytesIn.sum();
  }

  long bytesOut() {
    return bytesOut.sum();
  }

  /** Messages left out for their version. */
  long versions() {
    return versions.sum();
  }

  /** Messages left out because they were none. */
  long nonsense() {
    return malformed.sum();
  }

  /** Messages left out for lack of room. */
  long overflow() {
    return full.sum();
  }

  long repairs() {
    return repairs.sum();
  }

  int rows() {
    return rows;
  }

  int members() {
    return members;
  }
}
