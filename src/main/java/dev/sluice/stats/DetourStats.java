package dev.sluice.stats;

import dev.sluice.telemetry.OutcomeKind;

/**
 * How often one lane left the straight way: rescues of broken streams, second attempts of hedging,
 * mirrored copies. Written by its lane alone, read by any thread.
 */
public final class DetourStats {
  private static final int HEDGES = 0;
  private static final int HEDGES_WON = 1;
  private static final int HEDGES_REFUSED = 2;
  private static final int MIRRORED = 3;
  private static final int MIRRORS_SKIPPED = 4;
  private static final int RESCUES = 5;
  private static final int KINDS = OutcomeKind.values().length;
  private static final int RESCUED = RESCUES + KINDS;

  private final Counts counts = new Counts(RESCUED + KINDS);

  /** An attempt goes on with a stream that broke by the cause. */
  public void rescueBegun(OutcomeKind cause) {
    counts.add(cell(RESCUES, cause), 1);
  }

  /** A stream that broke by the cause ended as a complete answer. */
  public void rescueCompleted(OutcomeKind cause) {
    counts.add(cell(RESCUED, cause), 1);
  }

  /** A second target is asked. */
  public void hedged() {
    counts.add(HEDGES, 1);
  }

  /** The second target answered first. */
  public void hedgeWon() {
    counts.add(HEDGES_WON, 1);
  }

  /** A second target was wanted, and the budget refused it. */
  public void hedgeRefused() {
    counts.add(HEDGES_REFUSED, 1);
  }

  /** A copy of a request is sent. */
  public void mirrored() {
    counts.add(MIRRORED, 1);
  }

  /** A copy was wanted and not sent. */
  public void mirrorSkipped() {
    counts.add(MIRRORS_SKIPPED, 1);
  }

  /** Attempts to go on with streams that broke by the cause. */
  public long rescues(OutcomeKind cause) {
    return counts.get(cell(RESCUES, cause));
  }

  /** Streams that broke by the cause and were completed. */
  public long rescuesCompleted(OutcomeKind cause) {
    return counts.get(cell(RESCUED, cause));
  }

  /** Second targets that were asked. */
  public long hedges() {
    return counts.get(HEDGES);
  }

  /** Second targets that answered first. */
  public long hedgesWon() {
    return counts.get(HEDGES_WON);
  }

  /** Second targets that the budget refused. */
  public long hedgesRefused() {
    return counts.get(HEDGES_REFUSED);
  }

  /** Copies that were sent. */
  public long mirrors() {
    return counts.get(MIRRORED);
  }

  /** Copies that were not sent. */
  public long mirrorsSkipped() {
    return counts.get(MIRRORS_SKIPPED);
  }

  /** The place in the row is known nowhere else, so the order of the kinds is free to change. */
  @SuppressWarnings("EnumOrdinal")
  private static int cell(int row, OutcomeKind cause) {
    return row + cause.ordinal();
  }
}
