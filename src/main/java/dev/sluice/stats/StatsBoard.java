package dev.sluice.stats;

import dev.sluice.fleet.Fleet;
import dev.sluice.model.Estimate;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.stats.share.Sharing;
import dev.sluice.stats.window.Learned;
import dev.sluice.stats.window.StatsRow;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of all targets over all members of the fleet, one board a node: gathers what the
 * lanes counted and what other members told, and publishes it as a snapshot that any thread reads
 * without waiting.
 *
 * <p>Gathering takes some microseconds for each target that was used, here or by another member,
 * and threads that gather wait for each other.
 */
public final class StatsBoard {
  private final LongSupplier nanos;
  private final Gathering gathering;
  private final Sharing sharing;
  private final NodeStats stats;
  private AnswerLengths answers;
  private volatile StatsSnapshot snapshot = StatsSnapshot.EMPTY;

  /**
   * A board that knows nothing of what was counted so far.
   *
   * @param fleet with whose members it shares
   * @param stats what the lanes count
   * @param models whose targets give answers of like length
   * @param nanos a monotonic clock
   */
  public StatsBoard(Fleet fleet, NodeStats stats, Collection<Model> models, LongSupplier nanos) {
    this.nanos = nanos;
    this.stats = stats;
    this.answers = new AnswerLengths(models);
    this.gathering = new Gathering(() -> fleet.view().own().name(), series(), nanos.getAsLong());
    this.sharing = new Sharing(fleet, gathering, nanos);
    forget();
  }

  private List<TargetSeries> series() {
    return stats.targets().stream().map(Target::id).map(this::series).toList();
  }

  private TargetSeries series(TargetId id) {
    return new TargetSeries(id, stats.of(id));
  }

  /**
   * Learns of the targets that are counted now; what was learned of them before stays, but for what
   * other members told: they are asked again.
   *
   * @param models whose targets give answers of like length
   */
  public synchronized void adopt(Collection<Model> models) {
    refresh();
    answers = new AnswerLengths(models);
    if (gathering.adopt(stats.targets().stream().map(Target::id).toList(), this::series)) {
      sharing.renew();
    }
    refresh();
  }

  /** What is known, as of the last gathering. */
  public StatsSnapshot snapshot() {
    return snapshot;
  }

  /** Gathers now, and tells the other members; wanted about once a second. */
  public synchronized void refresh() {
    long now = nanos.getAsLong();
    gathering.moveTo(now, sharing::multiply);
    sharing.takeIn(now);
    gathering.gather();
    sharing.tell();
    publish();
  }

  /** Whether another member was asked for all that it knows, and may answer any moment. */
  public synchronized boolean awaits() {
    return sharing.awaits();
  }

  /** Forgets everything, here and at all members; the counters of the metrics go on. */
  public synchronized void reset() {
    sharing.reset(nanos.getAsLong());
    forget();
  }

  private synchronized void forget() {
    gathering.forget(nanos.getAsLong());
    refresh();
  }

  /** Name of this node in the fleet. */
  String name() {
    return gathering.name();
  }

  /** What another member told of its targets; null when no other member has the name. */
  synchronized @Nullable Map<TargetId, StatsRow> told(String node) {
    return sharing.of(node);
  }

  /** What this node itself knows, by target. */
  synchronized Map<TargetId, StatsRow> own() {
    return gathering.rows();
  }

  /** Names of the members whose statistics are in, this node's first. */
  public synchronized List<String> sources() {
    return sharing.sources();
  }

  /** The meters of what members tell each other. */
  MeterBinder sharingMeters() {
    return sharing.meters();
  }

  private void publish() {
    Map<TargetId, StatsRow> rows = new HashMap<>();
    Map<TargetId, Learned> learned = new HashMap<>();
    Map<TargetId, Long> elsewhere = new HashMap<>();
    List<TargetId> ids = gathering.targets();
    for (int place = 0; place < ids.size(); place++) {
      StatsRow row = sharing.with(place, gathering.row(place));
      Learned lesson = new Learned();
      lesson.read(row);
      rows.put(ids.get(place), row);
      learned.put(ids.get(place), lesson);
      if (sharing.inFlight(place) > 0) {
        elsewhere.put(ids.get(place), sharing.inFlight(place));
      }
    }
    Map<String, Estimate> byModel = answers.byModel(learned);
    answers.share(learned);
    Map<TargetId, TargetStatistics> targets = new HashMap<>();
    learned.forEach((id, lesson) -> targets.put(id, lesson.statistics()));
    snapshot = new StatsSnapshot(targets, byModel, rows, elsewhere);
  }
}
