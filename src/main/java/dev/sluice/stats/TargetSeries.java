package dev.sluice.stats;

import dev.sluice.model.TargetId;
import dev.sluice.stats.window.Decay;
import dev.sluice.stats.window.Reading;
import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Totals;
import dev.sluice.stats.window.WindowRow;
import dev.sluice.stats.window.WindowSums;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is gathered of one target over time, from the counters of all lanes. One thread at a time.
 */
final class TargetSeries {
  /** Never written to: most targets of a large configuration are hardly ever used. */
  private static final Reading NOTHING = new Reading();

  private final TargetId target;
  private final TargetCounters[] lanes;
  private List<WindowSums> sums = List.of();
  private Reading origin = NOTHING;
  private Reading last = NOTHING;
  private Reading told = NOTHING;
  private boolean news;
  private long stamp;
  private boolean reset;

  /** A series that has gathered nothing. */
  TargetSeries(TargetId target, TargetCounters[] lanes) {
    this.target = target;
    this.lanes = lanes;
  }

  /** The target. */
  TargetId target() {
    return target;
  }

  /** Everything up to the next gathering is left out. */
  void reset() {
    reset = true;
    sums = List.of();
    origin = last;
    told = last;
    for (TargetCounters lane : lanes) {
      lane.forgetPeak();
    }
  }

  /** The weights were made smaller. */
  void multiply(int window, double factor) {
    if (!sums.isEmpty()) {
      sums.get(window).multiply(factor);
    }
  }

  /**
   * Takes in what the lanes have counted since the last time. What a lane is just writing is taken
   * in the next time.
   */
  void gather(List<Decay> decays, Reading difference, long[] scratch) {
    long now = stamps();
    if (now == stamp) {
      reset = false;
      return;
    }
    Reading next = new Reading();
    if (!read(next, scratch)) {
      return;
    }
    stamp = now;
    news = true;
    if (reset) {
      reset = false;
      origin = next;
      told = next;
    } else {
      difference.between(last, next);
      spend(decays, difference);
    }
    last = next;
  }

  /**
   * What was gathered since this was asked last.
   *
   * @param into becomes it
   * @return false when nothing was
   */
  boolean news(Reading into) {
    if (!news) {
      return false;
    }
    news = false;
    into.between(told, last);
    told = last;
    return true;
  }

  /** Attempts under way on all lanes. */
  long inFlight() {
    long inFlight = 0;
    for (TargetCounters lane : lanes) {
      inFlight += lane.inFlight();
    }
    return inFlight;
  }

  private long stamps() {
    long sum = 0;
    for (TargetCounters lane : lanes) {
      sum += lane.stamp();
    }
    return sum;
  }

  private boolean read(Reading next, long[] scratch) {
    for (TargetCounters lane : lanes) {
      if (!lane.addTo(next, scratch)) {
        return false;
      }
    }
    return true;
  }

  private void spend(List<Decay> decays, Reading difference) {
    if (sums.isEmpty()) {
      sums = Stream.generate(WindowSums::new).limit(decays.size()).toList();
    }
    for (int window = 0; window < decays.size(); window++) {
      sums.get(window).add(difference, decays.get(window).growth());
    }
  }

  /** What is known now. */
  StatsRow row(String node, List<Decay> decays) {
    if (sums.isEmpty()) {
      return StatsRow.empty(node, target);
    }
    WindowRow[] windows = new WindowRow[sums.size()];
    for (int window = 0; window < windows.length; window++) {
      windows[window] = sums.get(window).row(decays.get(window));
    }
    return new StatsRow(
        StatsRow.VERSION, node, target, inFlight(), Totals.between(origin, last), List.of(windows));
  }
}
