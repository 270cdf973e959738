package dev.sluice.simulation.result;

import dev.sluice.simulation.scenario.Event;
import dev.sluice.simulation.scenario.Scenario;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy made of the events of its run.
 *
 * <p>Adaptation: a change brings regret, namely the mean of the worst five seconds among the ten
 * after it, less the mean of the thirty seconds before it. It is over at the first five seconds in
 * which at most a tenth of that is left. A change that brings next to none is over at once.
 *
 * <p>Herding: the largest share that a recovered target gets in any two seconds of the minute after
 * its first request since the recovery, divided by what is fair: its share in the minute before its
 * outage, and at least an even share, for a strategy that prefers one of several equal targets
 * prefers another one by chance.
 */
final class Aftermath {
  private static final int BEFORE = 30;
  private static final int SHOCK = 10;
  private static final int WINDOW = 5;
  private static final double LEFT = 0.1;
  private static final double NEGLIGIBLE = 0.02;
  private static final int MINUTE = 60;
  private static final int INSTANT = 2;

  private final List<Event> events;
  private final int warmUp;
  private final Timeline timeline;
  private final double even;

  Aftermath(Scenario scenario, Timeline timeline) {
    this.events =
        scenario.events().stream()
            .filter(event -> event.at() < timeline.length())
            .sorted(Comparator.comparingDouble(Event::at))
            .toList();
    this.warmUp = (int) Math.ceil(scenario.traffic().warmUpSeconds());
    this.timeline = timeline;
    this.even = 1.0 / scenario.targets().size();
  }

  /** Seconds of the longest adaptation to a change; null when nothing changed. */
  @Nullable Double adaptation() {
    Double longest = null;
    for (int k = 0; k < events.size(); k++) {
      if (change(events.get(k))) {
        double seconds = adaptation(k);
        longest = longest == null ? (Double) seconds : (Double) Math.max(longest, seconds);
      }
    }
    return longest;
  }

  /** The worst herding after any recovery; null when there was none. */
  @Nullable Double herding() {
    Double worst = null;
    for (int k = 0; k < events.size(); k++) {
      if (events.get(k) instanceof Event.Recovery recovery) {
        double own = herding(k, recovery.target());
        worst = worst == null ? (Double) own : (Double) Math.max(worst, own);
      }
    }
    return worst;
  }

  private static boolean change(Event event) {
    return switch (event) {
      case Event.PriceChange _, Event.LatencyChange _, Event.Swap _ -> true;
      case Event.Outage _, Event.Recovery _ -> false;
    };
  }

  private double adaptation(int k) {
    int at = (int) events.get(k).at();
    int end = endOf(k);
    double usual = timeline.regret(Math.max(startOf(k), at - BEFORE), at);
    double shock = 0;
    for (int from = at; from <= at + SHOCK - WINDOW; from++) {
      shock = Math.max(shock, timeline.regret(from, from + WINDOW) - usual);
    }
    if (shock < NEGLIGIBLE) {
      return 0;
    }
    for (int from = at; from + WINDOW <= end; from++) {
      if (timeline.regret(from, from + WINDOW) <= usual + LEFT * shock) {
        return from - at;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private double herding(int k, int target) {
    int outage = outageBefore(k, target);
    int began = (int) events.get(outage).at();
    double fair = timeline.share(target, Math.max(startOf(outage), began - MINUTE), began);
    int at = (int) Math.ceil(events.get(k).at());
    int first = at;
    while (first + INSTANT < endOf(k) && timeline.share(target, first, first + 1) == 0) {
      first++;
    }
    int end = Math.min(first + MINUTE, endOf(k));
    double most = 0;
    for (int from = first; from + INSTANT <= end; from++) {
      most = Math.max(most, timeline.share(target, from, from + INSTANT));
    }
    return most / Math.max(even, fair);
  }

  /** Place of the outage that the recovery ends; its own when there was none. */
  private int outageBefore(int k, int target) {
    for (int before = k - 1; before >= 0; before--) {
      if (events.get(before) instanceof Event.Outage outage && outage.target() == target) {
        return before;
      }
    }
    return k;
  }

  /** The second from which nothing but this event counts: the one before it, or the warm-up. */
  private int startOf(int k) {
    return k == 0 ? warmUp : Math.max(warmUp, (int) Math.ceil(events.get(k - 1).at()));
  }

  private int endOf(int k) {
    return k + 1 < events.size() ? (int) events.get(k + 1).at() : timeline.length();
  }
}
