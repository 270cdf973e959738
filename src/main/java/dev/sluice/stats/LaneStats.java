package dev.sluice.stats;

import dev.sluice.model.Endpoint;
import dev.sluice.model.TargetId;
import dev.sluice.telemetry.OutcomeKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one lane did since the node's start. Written by its lane alone, read by any thread; a reader
 * may see one counter a moment before another.
 */
public final class LaneStats {
  private static final int STARTED = 0;
  private static final int RETRIES = 1;
  private static final int FAILOVERS = 2;
  private static final int RETRIES_REFUSED = 3;
  private static final int HEARTBEATS = 4;
  private static final int STREAMS = 5;
  private static final int CONNECTIONS = 6;
  private static final int WAITING = 7;
  private static final int ENDED = 8;
  private static final int KINDS = OutcomeKind.values().length;

  /** Row of the requests that reached no endpoint. */
  private static final int NOWHERE = Endpoint.values().length;

  private final Counts counts = new Counts(ENDED + (NOWHERE + 1) * KINDS);
  private final DetourStats detours = new DetourStats();
  private final LongSupplier nanos;
  private volatile Map<TargetId, TargetCounters> targets = Map.of();

  LaneStats(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Counts these targets from now on; what was counted of them before stays. */
  void adopt(Collection<TargetId> ids) {
    Map<TargetId, TargetCounters> next = new HashMap<>();
    for (TargetId id : ids) {
      TargetCounters known = targets.get(id);
      next.put(id, known == null ? new TargetCounters(nanos) : known);
    }
    targets = next;
  }

  /**
   * What the lane saw of a target.
   *
   * @throws IllegalArgumentException when the node has no such target
   */
  public TargetCounters of(TargetId id) {
    TargetCounters found = targets.get(id);
    if (found == null) {
      throw new IllegalArgumentException("no target " + id);
    }
    return found;
  }

  /** What the lane did about rescues, hedging and mirroring. */
  public DetourStats detours() {
    return detours;
  }

  /** An exchange began. */
  public void exchangeStarted() {
    counts.add(STARTED, 1);
  }

  /**
   * An exchange ended.
   *
   * @param endpoint null when the request reached none
   */
  public void exchangeEnded(@Nullable Endpoint endpoint, OutcomeKind result) {
    counts.add(cell(endpoint, result), 1);
  }

  /** The same target is tried again. */
  public void retried() {
    counts.add(RETRIES, 1);
  }

  /** Another target is tried. */
  public void failedOver() {
    counts.add(FAILOVERS, 1);
  }

  /** The retry budget refused a further attempt. */
  public void retryRefused() {
    counts.add(RETRIES_REFUSED, 1);
  }

  /** A comment was sent to keep a silent stream alive. */
  public void heartbeat() {
    counts.add(HEARTBEATS, 1);
  }

  /** A streamed answer began. */
  public void streamOpened() {
    counts.add(STREAMS, 1);
  }

  /** A streamed answer ended, in whatever way. */
  public void streamClosed() {
    counts.add(STREAMS, -1);
  }

  /** A client connected. */
  public void connectionOpened() {
    counts.add(CONNECTIONS, 1);
  }

  /** A client's connection closed. */
  public void connectionClosed() {
    counts.add(CONNECTIONS, -1);
  }

  /** So many exchanges wait for a place now. */
  public void waiting(int number) {
    counts.set(WAITING, number);
  }

  /** Exchanges now under way. */
  public long exchangesInFlight() {
    long open = counts.get(STARTED);
    for (int cell = ENDED; cell < ENDED + (NOWHERE + 1) * KINDS; cell++) {
      open -= counts.get(cell);
    }
    return Math.max(0, open);
  }

  /**
   * Exchanges that ended so.
   *
   * @param endpoint null for requests that reached none
   */
  public long exchangesEnded(@Nullable Endpoint endpoint, OutcomeKind result) {
    return counts.get(cell(endpoint, result));
  }

  /** Further attempts at the same target. */
  public long retries() {
    return counts.get(RETRIES);
  }

  /** Further attempts at another target. */
  public long failovers() {
    return counts.get(FAILOVERS);
  }

  /** Further attempts that the retry budget refused. */
  public long retriesRefused() {
    return counts.get(RETRIES_REFUSED);
  }

  /** Comments sent to keep a silent stream alive. */
  public long heartbeats() {
    return counts.get(HEARTBEATS);
  }

  /** Streamed answers now open. */
  public long streamsOpen() {
    return counts.get(STREAMS);
  }

  /** Client connections now open. */
  public long connections() {
    return counts.get(CONNECTIONS);
  }

  /** Exchanges that wait for a place now. */
  public long waiting() {
    return counts.get(WAITING);
  }

  /** The place in the row is known nowhere else, so the order of the kinds is free to change. */
  @SuppressWarnings("EnumOrdinal")
  private static int cell(@Nullable Endpoint endpoint, OutcomeKind result) {
    int row = endpoint == null ? NOWHERE : endpoint.ordinal();
    return ENDED + row * KINDS + result.ordinal();
  }
}
