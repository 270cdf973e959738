package dev.sluice.stats;

import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What the node did since its start: the lanes' counters, added up when they are read. */
public final class NodeStats {
  private final List<LaneStats> lanes;
  private volatile List<Target> targets;
  private volatile Map<TargetId, TargetCounters[]> counters = Map.of();

  /** Counters at zero, by the machine's own clock. */
  public NodeStats(int lanes, Collection<Target> targets) {
    this(lanes, targets, System::nanoTime);
  }

  /**
   * Counters at zero.
   *
   * @param lanes how many lanes the node has
   * @param targets all that may be tried
   * @param nanos a monotonic clock
   */
  public NodeStats(int lanes, Collection<Target> targets, LongSupplier nanos) {
    this.targets = List.of();
    this.lanes = Stream.generate(() -> new LaneStats(nanos)).limit(lanes).toList();
    adopt(targets, Set.of());
  }

  /**
   * Counts these targets from now on. Those that were counted before go on.
   *
   * @param leaving targets that are still counted for attempts that begin late, but not shown
   */
  public synchronized void adopt(Collection<Target> next, Set<TargetId> leaving) {
    Set<TargetId> ids = new LinkedHashSet<>(leaving);
    next.forEach(target -> ids.add(target.id()));
    Map<TargetId, TargetCounters[]> found = new HashMap<>();
    lanes.forEach(lane -> lane.adopt(ids));
    for (TargetId id : ids) {
      found.put(id, lanes.stream().map(lane -> lane.of(id)).toArray(TargetCounters[]::new));
    }
    counters = found;
    targets = List.copyOf(next);
  }

  /** The counters of a lane, from 0. */
  public LaneStats lane(int number) {
    return lanes.get(number);
  }

  /** All targets that are counted. */
  public List<Target> targets() {
    return targets;
  }

  /** Attempts at the target that are now under way, on all lanes. Allocates nothing. */
  public int inFlight(TargetId target) {
    long open = 0;
    for (TargetCounters lane : of(target)) {
      open += lane.inFlight();
    }
    return Math.clamp(open, 0, Integer.MAX_VALUE);
  }

  /** What each lane saw of a target; never to be changed. */
  TargetCounters[] of(TargetId target) {
    TargetCounters[] found = counters.get(target);
    if (found == null) {
      throw new IllegalArgumentException("no target " + target);
    }
    return found;
  }

  /** Sum over the lanes. */
  public long sum(ToLongFunction<LaneStats> counter) {
    long sum = 0;
    for (LaneStats lane : lanes) {
      sum += counter.applyAsLong(lane);
    }
    return sum;
  }

  /** Sum over the lanes for one target. */
  public long sum(TargetId target, ToLongFunction<TargetCounters> counter) {
    return sum(lane -> counter.applyAsLong(lane.of(target)));
  }

  /** Times from an attempt's start to its first byte of content. */
  public LatencyTotals firstByte(TargetId target) {
    return totals(target, TargetCounters::firstByte);
  }

  /** Times from an attempt's start to its end. */
  public LatencyTotals whole(TargetId target) {
    return totals(target, TargetCounters::whole);
  }

  private LatencyTotals totals(TargetId target, Function<TargetCounters, Latencies> histogram) {
    LatencyTotals totals = new LatencyTotals();
    for (LaneStats lane : lanes) {
      histogram.apply(lane.of(target)).addTo(totals);
    }
    return totals;
  }
}
