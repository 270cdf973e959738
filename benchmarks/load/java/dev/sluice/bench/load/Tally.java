package dev.sluice.bench.load;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one load has seen in one window. Confined to the load's event loop. */
final class Tally {
  private static final long LONGEST_NANOS = 120_000_000_000L;

  private final Histogram latency = histogram();
  private final Histogram ttft = histogram();
  private final Histogram gap = histogram();
  private final Histogram delay = histogram();
  private final Map<String, Long> errors = new HashMap<>();
  private long completed;
  private long frames;
  private long lostFrames;
  private long lostBytes;

  void completed(long nanos) {
    completed++;
    record(latency, nanos);
  }

  void failed(String kind) {
    var _ = errors.merge(kind, 1L, Long::sum);
  }

  void ttft(long nanos) {
    record(ttft, nanos);
  }

  void frame(long delayNanos, long gapNanos) {
    frames++;
    record(delay, delayNanos);
    if (gapNanos >= 0) {
      record(gap, gapNanos);
    }
  }

  void lost(long missing, long bytes) {
    lostFrames += missing;
    lostBytes += bytes;
  }

  /** Takes over failures and losses, not times, of a later tally of the same exchanges. */
  void addFailures(Tally later) {
    later.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
    lost(later.lostFrames, later.lostBytes);
  }

  LoadReport.Load report(long open) {
    return new LoadReport.Load(
        completed,
        errors,
        open,
        frames,
        lostFrames,
        lostBytes,
        Percentiles.of(latency),
        Percentiles.of(ttft),
        Percentiles.of(gap),
        Percentiles.of(delay));
  }

  private static Histogram histogram() {
    return new Histogram(1_000, LONGEST_NANOS, 3);
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos, 1, LONGEST_NANOS));
  }
}
