package dev.sluice.stats;

import dev.sluice.model.Money;
import dev.sluice.model.Usage;
import dev.sluice.stats.window.Cells;
import dev.sluice.stats.window.Reading;
import dev.sluice.telemetry.OutcomeKind;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
  private static final int FINISHED = 7;
  private static final int ENDED = 8;
  private static final OutcomeKind[] KINDS = OutcomeKind.values();

  private final Counts counts = new Counts(ENDED + KINDS.length);
  private final Latencies firstByte = new Latencies();
  private final Latencies whole = new Latencies();
  private final Peak peak = new Peak();
  private final LongSupplier nanos;

  // Thousands of cells, and most targets of a large configuration are hardly ever used.
  private volatile @Nullable Lessons lessons;

  /** Counters at zero, with a monotonic clock. */
  TargetCounters(LongSupplier nanos) {
    this.nanos = nanos;
  }

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
    counts.add(FINISHED, 1);
    whole.record(nanos);
  }

  /**
   * An attempt that ended says that the target does its part.
   *
   * @param firstToken nanoseconds from its start to the first byte of content
   * @param whole nanoseconds from its start to its end
   * @param usage null when the provider did not say
   */
  public void succeeded(long firstToken, long whole, @Nullable Usage usage) {
    lessons().success(firstToken, whole, usage);
    peak.observe(firstToken, nanos.getAsLong());
  }

  /**
   * An attempt that ended says that the target does not do its part.
   *
   * @param whole nanoseconds from its start to its end
   */
  public void failed(long whole) {
    lessons().failure();
    peak.failed(whole, nanos.getAsLong());
  }

  private Lessons lessons() {
    Lessons known = lessons;
    if (known == null) {
      known = new Lessons();
      lessons = known;
    }
    return known;
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
    return Math.max(0, counts.get(STARTED) - counts.get(FINISHED));
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

  /**
   * Seconds to the first token, as the lane saw them: a peak is seen at once and forgotten slowly.
   * 0 when there were none for long. Only the lane itself may ask.
   */
  public double peakFirstToken() {
    return peak.seconds(nanos.getAsLong());
  }

  /** The lane is to forget the peak; any thread may say so. */
  void forgetPeak() {
    peak.forget();
  }

  /** A number that grows whenever something was counted. */
  long stamp() {
    Lessons known = lessons;
    return counts.get(STARTED)
        + counts.get(FINISHED)
        + counts.get(INPUT)
        + counts.get(OUTPUT)
        + counts.get(COST)
        + (known == null ? 0 : known.stamp());
  }

  /**
   * Adds everything that was counted.
   *
   * @param scratch as long as {@link Lessons#SIZE}
   * @return false when the lane is writing just now; nothing was added then
   */
  boolean addTo(Reading reading, long[] scratch) {
    Lessons known = lessons;
    if (known != null && !known.addTo(reading, scratch)) {
      return false;
    }
    reading.count(Cells.STARTED, counts.get(STARTED));
    reading.count(Cells.INPUT, counts.get(INPUT));
    reading.count(Cells.CACHED, counts.get(CACHED));
    reading.count(Cells.OUTPUT, counts.get(OUTPUT));
    reading.count(Cells.COST, counts.get(COST));
    for (OutcomeKind kind : KINDS) {
      reading.count(Cells.ended(kind), ended(kind));
    }
    return true;
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
