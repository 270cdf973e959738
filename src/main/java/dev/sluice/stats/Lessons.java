package dev.sluice.stats;

import dev.sluice.model.Usage;
import dev.sluice.stats.window.Bins;
import dev.sluice.stats.window.Cells;
import dev.sluice.stats.window.Reading;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one lane taught about one target since the node's start. Written by its lane
 * alone; a reader on any thread gets all that an attempt taught or nothing of it.
 *
 * <p>A version that is odd while the lane writes says so: it costs the lane no waiting and no
 * locked instruction, and makes the reader look again.
 */
final class Lessons {
  private static final int VERSION = 0;
  private static final int SUMS = 1;
  private static final int FIRST_TOKEN = SUMS + Cells.SIZE - Cells.LESSONS;
  private static final int WHOLE = FIRST_TOKEN + Bins.NUMBER;

  /** Cells of the row. */
  static final int SIZE = WHOLE + Bins.NUMBER;

  /** Looks after which a reader leaves it for now: a writer that is this slow was interrupted. */
  private static final int LOOKS = 1_000;

  private static final double NANOS_PER_SECOND = 1e9;

  /** Share of the whole time below which the time after the first token tells no pace. */
  private static final double BURST = 0.1;

  private final Counts counts = new Counts(SIZE);

  /** An attempt succeeded. */
  void success(long firstToken, long whole, @Nullable Usage usage) {
    open();
    add(Cells.SUCCESSES, 1);
    observe(Cells.FIRST_TOKEN, firstToken / NANOS_PER_SECOND);
    observe(Cells.WHOLE, whole / NANOS_PER_SECOND);
    counts.add(FIRST_TOKEN + Bins.of(firstToken), 1L);
    counts.add(WHOLE + Bins.of(whole), 1L);
    if (usage != null) {
      used(usage, firstToken, whole);
    }
    close();
  }

  private void used(Usage usage, long firstToken, long whole) {
    if (usage.inputTotal() > 0) {
      add(Cells.PROMPT, (double) usage.inputTotal());
      add(Cells.PROMPT_CACHED, (double) Math.min(usage.cacheRead(), usage.inputTotal()));
    }
    if (usage.outputTotal() > 0) {
      observe(Cells.ANSWER, (double) usage.outputTotal());
      if (whole > 0) {
        observe(Cells.THROUGHPUT, throughput(usage.outputTotal(), firstToken, whole));
      }
    }
  }

  /** Tokens a second after the first one; of an answer that came at once, of the whole time. */
  private static double throughput(long tokens, long firstToken, long whole) {
    long after = whole - firstToken;
    return tokens > 1 && after > whole * BURST
        ? (tokens - 1) * NANOS_PER_SECOND / after
        : tokens * NANOS_PER_SECOND / whole;
  }

  /** An attempt failed by the target's fault. */
  void failure() {
    open();
    add(Cells.FAILURES, 1);
    close();
  }

  private void observe(int cell, double value) {
    add(cell, 1);
    add(cell + 1, value);
    add(cell + 2, value * value);
  }

  private void add(int cell, double amount) {
    counts.add(SUMS + cell - Cells.LESSONS, amount);
  }

  private void open() {
    counts.add(VERSION, 1L);
    VarHandle.storeStoreFence();
  }

  private void close() {
    VarHandle.releaseFence();
    counts.add(VERSION, 1L);
  }

  /** A number that grows with each lesson. */
  long stamp() {
    return counts.get(VERSION);
  }

  /**
   * Adds all lessons.
   *
   * @param scratch as long as {@link #SIZE}
   * @return false when the lane is in the midst of writing; nothing was added then
   */
  boolean addTo(Reading reading, long[] scratch) {
    for (int look = 0; look < LOOKS; look++) {
      if (copied(scratch)) {
        add(scratch, reading);
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private boolean copied(long[] scratch) {
    long before = counts.get(VERSION);
    if ((before & 1) != 0) {
      return false;
    }
    VarHandle.acquireFence();
    counts.copy(scratch);
    VarHandle.acquireFence();
    return counts.get(VERSION) == before;
  }

  private static void add(long[] copy, Reading reading) {
    for (int cell = Cells.LESSONS; cell < Cells.SIZE; cell++) {
      reading.add(cell, Double.longBitsToDouble(copy[SUMS + cell - Cells.LESSONS]));
    }
    for (int bin = 0; bin < Bins.NUMBER; bin++) {
      reading.addFirstToken(bin, copy[FIRST_TOKEN + bin]);
      reading.addWhole(bin, copy[WHOLE + bin]);
    }
  }
}
