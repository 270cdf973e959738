package dev.sluice.simulation;

import dev.sluice.model.TargetStatistics;
import java.util.stream.Stream;

/**
 * The nodes' statistics, merged once a second. A value counts for a share of 1/e after a minute.
 *
 * <p>All nodes write into the same sums, which is what merging their rows comes to.
 */
final class FleetStatistics {
  private static final double DECAY = Math.exp(-1.0 / 60);

  private final Experience[] targets;
  private TargetStatistics[] merged;

  FleetStatistics(int size) {
    this.targets = Stream.generate(Experience::new).limit(size).toArray(Experience[]::new);
    this.merged = snapshots();
  }

  /** What is being measured of the target. */
  Experience target(int place) {
    return targets[place];
  }

  /** Merges; wanted once a second. */
  void merge() {
    merged = snapshots();
    for (Experience each : targets) {
      each.decay(DECAY);
    }
  }

  /** The last merge. Never written again. */
  TargetStatistics[] merged() {
    return merged;
  }

  private TargetStatistics[] snapshots() {
    return Stream.of(targets).map(Experience::snapshot).toArray(TargetStatistics[]::new);
  }
}
