package dev.sluice.admin;

import dev.sluice.admin.Figures.Times;
import dev.sluice.admin.Figures.Tokens;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.stats.LatencyTotals;
import dev.sluice.stats.NodeStats;
import dev.sluice.stats.TargetCounters;
import dev.sluice.telemetry.OutcomeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Figures from the node's counters, since its start or the last reset. There are no windows; the
 * percentiles are those since the start, and known for single targets only.
 */
public final class CountedMeasurements implements Measurements {
  /** Of the standard normal distribution, for 95 % on both sides. */
  private static final double Z = 1.959964;

  private static final OutcomeKind[] KINDS = OutcomeKind.values();

  private final NodeStats stats;
  private volatile Map<TargetId, Sum> before = Map.of();

  /** Figures of a node. */
  public CountedMeasurements(NodeStats stats) {
    this.stats = stats;
  }

  @Override
  public Figures all() {
    return together(stats.targets());
  }

  @Override
  public Figures provider(String name) {
    return together(
        stats.targets().stream().filter(target -> target.provider().equals(name)).toList());
  }

  @Override
  public Figures target(Target target) {
    return together(List.of(target));
  }

  @Override
  public void reset() {
    Map<TargetId, Sum> now = new HashMap<>();
    for (Target target : stats.targets()) {
      Sum sum = new Sum();
      sum.add(stats, target.id());
      now.put(target.id(), sum);
    }
    before = Map.copyOf(now);
  }

  @Override
  public void refresh() {
    // The counters are read live.
  }

  private Figures together(List<Target> targets) {
    Map<TargetId, Sum> known = before;
    Sum sum = new Sum();
    for (Target target : targets) {
      sum.add(stats, target.id());
      sum.subtract(known.get(target.id()));
    }
    double attempts = sum.attempts();
    double successes = sum.ended[completed()];
    return new Figures(
        sum.inFlight,
        attempts,
        successes,
        attempts == 0 ? null : successes / attempts,
        attempts == 0 ? null : atLeast(successes, attempts),
        Map.of(),
        sum.outcomes(),
        targets.size() == 1 ? times(stats.firstByte(targets.getFirst().id())) : Times.UNKNOWN,
        targets.size() == 1 ? times(stats.whole(targets.getFirst().id())) : Times.UNKNOWN,
        null,
        new Tokens(sum.input, sum.cached, sum.output),
        sum.cost);
  }

  /** Lower end of Wilson's interval. */
  static double atLeast(double successes, double attempts) {
    double rate = successes / attempts;
    double square = Z * Z / attempts;
    double spread = Z * Math.sqrt((rate * (1 - rate) + square / 4) / attempts);
    return Math.max(0, (rate + square / 2 - spread) / (1 + square));
  }

  private static Times times(LatencyTotals totals) {
    return totals.count() == 0
        ? Times.UNKNOWN
        : new Times(
            seconds(totals, 0.5),
            seconds(totals, 0.9),
            seconds(totals, 0.95),
            seconds(totals, 0.99));
  }

  private static @Nullable Double seconds(LatencyTotals totals, double quantile) {
    double seconds = totals.quantileSeconds(quantile);
    return Double.isFinite(seconds) ? seconds : null;
  }

  @SuppressWarnings("EnumOrdinal") // A place in a row that is never stored nor sent.
  private static int completed() {
    return OutcomeKind.COMPLETED.ordinal();
  }

  /** Whether an outcome says something about the target. */
  private static boolean telling(OutcomeKind kind) {
    return switch (kind) {
      case COMPLETED, THROTTLED, UNAUTHORISED, UNAVAILABLE, UNREACHABLE, SILENT, GARBLED, CUT ->
          true;
      default -> false;
    };
  }

  /** Counters added up. */
  private static final class Sum {
    private final double[] ended = new double[KINDS.length];
    private long inFlight;
    private long input;
    private long cached;
    private long output;
    private long cost;

    void add(NodeStats stats, TargetId target) {
      for (int kind = 0; kind < KINDS.length; kind++) {
        OutcomeKind one = KINDS[kind];
        ended[kind] += stats.sum(target, counters -> counters.ended(one));
      }
      inFlight += stats.sum(target, TargetCounters::inFlight);
      input += stats.sum(target, TargetCounters::inputTokens);
      cached += stats.sum(target, TargetCounters::cachedTokens);
      output += stats.sum(target, TargetCounters::outputTokens);
      cost += stats.sum(target, TargetCounters::costNanos);
    }

    /** What is under way is no matter of the past. */
    void subtract(@Nullable Sum other) {
      if (other == null) {
        return;
      }
      for (int kind = 0; kind < KINDS.length; kind++) {
        ended[kind] -= other.ended[kind];
      }
      input -= other.input;
      cached -= other.cached;
      output -= other.output;
      cost -= other.cost;
    }

    double attempts() {
      double sum = 0;
      for (int kind = 0; kind < KINDS.length; kind++) {
        sum += telling(KINDS[kind]) ? ended[kind] : 0;
      }
      return sum;
    }

    Map<String, Double> outcomes() {
      Map<String, Double> outcomes = new TreeMap<>();
      for (int kind = 0; kind < KINDS.length; kind++) {
        if (ended[kind] > 0) {
          outcomes.put(KINDS[kind].id(), ended[kind]);
        }
      }
      return outcomes;
    }
  }
}
