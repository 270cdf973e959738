package dev.sluice.stats;

import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.telemetry.MeterNames;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Function;

/** The histograms of attempts for Prometheus. Micrometer has no histogram that is read late. */
final class AttemptHistograms implements MultiCollector {
  private final NodeStats stats;

  AttemptHistograms(NodeStats stats) {
    this.stats = stats;
  }

  @Override
  public MetricSnapshots collect() {
    return MetricSnapshots.of(
        snapshot(
            MeterNames.ATTEMPT_FIRST_BYTE,
            "From the start of an attempt to its first byte of content.",
            stats::firstByte),
        snapshot(
            MeterNames.ATTEMPT_SECONDS, "From the start of an attempt to its end.", stats::whole));
  }

  private HistogramSnapshot snapshot(
      String name, String help, Function<TargetId, LatencyTotals> read) {
    HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder().name(name).help(help);
    for (Target target : stats.targets()) {
      LatencyTotals totals = read.apply(target.id());
      if (totals.count() > 0) {
        snapshot.dataPoint(point(target, totals));
      }
    }
    return snapshot.build();
  }

  private static HistogramDataPointSnapshot point(Target target, LatencyTotals totals) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (LatencyTotals.Fold fold : totals.folded()) {
      buckets.bucket(fold.upperBound(), fold.count());
    }
    return HistogramDataPointSnapshot.builder()
        .labels(Labels.of(MeterNames.TARGET, target.id().value()))
        .classicHistogramBuckets(buckets.build())
        .sum(totals.sumSeconds())
        .build();
  }
}
