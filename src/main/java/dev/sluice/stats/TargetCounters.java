package dev.sluice.stats;

import dev.sluice.model.Money;
import dev.sluice.model.Usage;
import dev.sluice.telemetry.OutcomeKind;

/**
 * What one lane saw of one target since the node's start. Written by its lane alone, read by any
 * thread; a reader may see one counter a moment before another.
 */
public final class TargetCounters {
  private static final int STARTED = 0;
  private static final int INPUT = 1;
  private static final int CACHED = 2;
  private static final int OUTPUT = 3;
  private static final int REASONING = 4;
  private static final int COST = 5;
  private static final int FRAMES = 6;
  private static final int ENDED = 7;
  private static final OutcomeKind[] KINDS = OutcomeKind.values();

  private final Counts counts = new Counts(ENDED + KINDS.length);
  private final Latencies firstByte = new Latencies();
  private final Latencies whole = new Latencies();

  /** An attempt began. */
  public void started() {
    counts.add(STARTED, 1);
  }

  /**
   * The first byte of content came.
   *
   * @param nanos since the attempt's start
   */
  public void firstByte(long nanos) {
    firstByte.record(nanos);
  }

  /**
   * An attempt ended.
   *
   * @param nanos since its start
   */
  public void ended(OutcomeKind outcome, long nanos) {
    counts.add(cell(outcome), 1);
    whole.record(nanos);
  }

  /** Tokens were used. */
  public void used(Usage usage) {
    counts.add(INPUT, usage.inputTotal());
    counts.add(CACHED, usage.cacheRead());
    counts.add(OUTPUT, usage.outputTotal());
    counts.add(REASONING, usage.reasoning());
  }

  /** Money was spent. */
  public void spent(Money cost) {
    counts.add(COST, cost.nanos());
  }

  /** Events of a stream were passed on. */
  public void frames(int number) {
    counts.add(FRAMES, number);
  }

  /** Attempts now under way. */
  public long inFlight() {
    long open = counts.get(STARTED);
    for (OutcomeKind kind : KINDS) {
      open -= ended(kind);
    }
    return Math.max(0, open);
  }

  /** Attempts that ended so. */
  public long ended(OutcomeKind outcome) {
    return counts.get(cell(outcome));
  }

  /** Prompt tokens, cached ones included. */
  public long inputTokens() {
    return counts.get(INPUT);
  }

  /** Prompt tokens read from the provider's cache, within {@link #inputTokens}. */
  public long cachedTokens() {
    return counts.get(CACHED);
  }

  /** Completion tokens, reasoning included. */
  public long outputTokens() {
    return counts.get(OUTPUT);
  }

  /** Reasoning tokens, within {@link #outputTokens}. */
  public long reasoningTokens() {
    return counts.get(REASONING);
  }

  /** Money spent, in nano-dollars. */
  public long costNanos() {
    return counts.get(COST);
  }

  /** Events of streams passed on. */
  public long frames() {
    return counts.get(FRAMES);
  }

  /** Times from an attempt's start to its first byte of content. */
  Latencies firstByte() {
    return firstByte;
  }

  /** Times from an attempt's start to its end. */
  Latencies whole() {
    return whole;
  }

  /** The place in the row is known nowhere else, so the order of the kinds is free to change. */
  @SuppressWarnings("EnumOrdinal")
  private static int cell(OutcomeKind outcome) {
    return ENDED + outcome.ordinal();
  }
}
