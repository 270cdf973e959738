package dev.sluice.stats;

import dev.sluice.model.Estimate;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.stats.window.Decay;
import dev.sluice.stats.window.Learned;
import dev.sluice.stats.window.Reading;
import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Window;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The statistics of all targets, one board a node: gathers what the lanes counted and publishes it
 * as a snapshot that any thread reads without waiting.
 *
 * <p>Gathering takes some microseconds for each target that was used, and threads that gather wait
 * for each other.
 */
public final class StatsBoard {
  private final String node;
  private final LongSupplier nanos;
  private final Map<TargetId, TargetSeries> series = new LinkedHashMap<>();
  private final AnswerLengths answers;
  private final List<Decay> decays;
  private final Reading difference = new Reading();
  private final long[] scratch = new long[Lessons.SIZE];
  private volatile StatsSnapshot snapshot = new StatsSnapshot(Map.of(), Map.of(), Map.of());

  /**
   * A board that knows nothing of what was counted so far.
   *
   * @param node name of the node, for rows that leave it
   * @param stats what the lanes count
   * @param models whose targets give answers of like length
   * @param nanos a monotonic clock
   */
  public StatsBoard(String node, NodeStats stats, Collection<Model> models, LongSupplier nanos) {
    this.node = node;
    this.nanos = nanos;
    this.answers = new AnswerLengths(models);
    long now = nanos.getAsLong();
    this.decays = Arrays.stream(Window.values()).map(window -> new Decay(window, now)).toList();
    for (Target target : stats.targets()) {
      series.put(target.id(), new TargetSeries(target.id(), stats.of(target.id())));
    }
    reset();
  }

  /** What is known, as of the last gathering. */
  public StatsSnapshot snapshot() {
    return snapshot;
  }

  /** Gathers now; wanted about once a second. */
  public synchronized void refresh() {
    long now = nanos.getAsLong();
    for (int window = 0; window < decays.size(); window++) {
      double factor = decays.get(window).moveTo(now);
      if (factor != 1) {
        for (TargetSeries one : series.values()) {
          one.multiply(window, factor);
        }
      }
    }
    series.values().forEach(one -> one.gather(decays, difference, scratch));
    publish();
  }

  /** Forgets everything; the counters of the metrics go on. */
  public synchronized void reset() {
    long now = nanos.getAsLong();
    decays.forEach(decay -> decay.restart(now));
    series.values().forEach(TargetSeries::reset);
    refresh();
  }

  private void publish() {
    Map<TargetId, StatsRow> rows = new HashMap<>();
    Map<TargetId, Learned> learned = new HashMap<>();
    series.forEach((id, one) -> {
      StatsRow row = one.row(node, decays);
      Learned lesson = new Learned();
      lesson.read(row);
      rows.put(id, row);
      learned.put(id, lesson);
    });
    Map<String, Estimate> byModel = answers.byModel(learned);
    answers.share(learned);
    Map<TargetId, TargetStatistics> targets = new HashMap<>();
    learned.forEach((id, lesson) -> targets.put(id, lesson.statistics()));
    snapshot = new StatsSnapshot(targets, byModel, rows);
  }
}
