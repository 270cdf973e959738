package dev.sluice.stats;

import dev.sluice.model.TargetId;
import dev.sluice.stats.share.Measures;
import dev.sluice.stats.window.Decay;
import dev.sluice.stats.window.Reading;
import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Supplier;

/** What the node's own lanes counted, of all targets. One thread at a time. */
final class Gathering implements Measures {
  private final Supplier<String> node;
  private List<TargetSeries> series;
  private List<TargetId> targets;
  private final List<Decay> decays;
  private final Reading difference = new Reading();
  private final long[] scratch = new long[Lessons.SIZE];
  private long time;

  /**
   * Nothing gathered.
   *
   * @param node name of the node
   * @param now of a monotonic clock in nanoseconds
   */
  Gathering(Supplier<String> node, List<TargetSeries> series, long now) {
    this.node = node;
    this.series = series;
    this.targets = series.stream().map(TargetSeries::target).toList();
    this.decays = Arrays.stream(Window.values()).map(window -> new Decay(window, now)).toList();
    this.time = now;
  }

  /**
   * Gathers of these targets from now on; what was gathered of them before stays.
   *
   * @param maker makes the series of a target that is new
   * @return false when they are the same as before
   */
  boolean adopt(List<TargetId> next, Function<TargetId, TargetSeries> maker) {
    if (next.equals(targets)) {
      return false;
    }
    Map<TargetId, TargetSeries> known = new HashMap<>();
    series.forEach(one -> known.put(one.target(), one));
    series =
        next.stream().map(id -> known.containsKey(id) ? known.get(id) : fresh(id, maker)).toList();
    targets = List.copyOf(next);
    return true;
  }

  /** A target that was counted once, left and came back begins anew. */
  private static TargetSeries fresh(TargetId id, Function<TargetId, TargetSeries> maker) {
    TargetSeries made = maker.apply(id);
    made.reset();
    return made;
  }

  /**
   * Goes on to a time.
   *
   * @param others told of each window whose weights became smaller, and by which factor
   */
  void moveTo(long now, ObjDoubleConsumer<Integer> others) {
    time = now;
    for (int window = 0; window < decays.size(); window++) {
      double factor = decays.get(window).moveTo(now);
      if (factor != 1) {
        for (TargetSeries one : series) {
          one.multiply(window, factor);
        }
        others.accept(window, factor);
      }
    }
  }

  /** Takes in what the lanes have counted since the last time. */
  void gather() {
    series.forEach(one -> one.gather(decays, difference, scratch));
  }

  /** Forgets everything up to the next gathering. */
  void forget(long now) {
    time = now;
    decays.forEach(decay -> decay.restart(now));
    series.forEach(TargetSeries::reset);
  }

  /** Name of the node. */
  String name() {
    return node.get();
  }

  @Override
  public void forget() {
    forget(time);
  }

  @Override
  public List<TargetId> targets() {
    return targets;
  }

  @Override
  public List<Decay> decays() {
    return decays;
  }

  @Override
  public boolean news(int place, Reading into) {
    return series.get(place).news(into);
  }

  @Override
  public long inFlight(int place) {
    return series.get(place).inFlight();
  }

  @Override
  public StatsRow row(int place) {
    return series.get(place).row(node.get(), decays);
  }

  /** All rows, by target. */
  Map<TargetId, StatsRow> rows() {
    Map<TargetId, StatsRow> rows = new HashMap<>();
    for (int place = 0; place < targets.size(); place++) {
      rows.put(targets.get(place), row(place));
    }
    return rows;
  }
}
