package dev.sluice.bench;

import dev.sluice.bench.load.LoadReport;
import dev.sluice.bench.load.LoadSpec;
import dev.sluice.bench.load.Percentiles;
import dev.sluice.bench.process.Subject;
import dev.sluice.bench.report.Measurement;
import dev.sluice.bench.report.Statistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The figures of one load against one subject, beside the same load against the mock directly.
 *
 * @param name its name in tables
 * @param subject whose figures
 * @param spec the load
 * @param trials where it was measured
 * @param direct the mock
 */
record Series(String name, Subject subject, LoadSpec spec, Trials trials, Subject direct) {
  private static final String MICROS = "µs";
  // Below a hundred values the 99th percentile is the maximum.
  private static final long LEAST_FOR_P99 = 100;

  /** One plain figure. */
  Measurement figure(String metric, String unit, ToDoubleFunction<LoadReport> figure) {
    List<Double> values = trials.figures(subject, spec, figure);
    return Measurement.of(name, subject.name(), metric, unit, values).doubted(doubt());
  }

  /** A count, which no weather makes doubtful. */
  Measurement count(String metric, ToDoubleFunction<LoadReport> figure) {
    return Measurement.of(name, subject.name(), metric, "", trials.figures(subject, spec, figure));
  }

  /** What the subject adds to percentiles of a distribution. */
  List<Measurement> added(String prefix, Function<LoadReport.Load, Percentiles> distribution) {
    List<Measurement> all = new ArrayList<>();
    String words = prefix.isEmpty() ? "added " : "added " + prefix + ' ';
    long count = count(distribution);
    all.add(difference(words + "p50", distribution.andThen(Percentiles::p50)));
    if (count >= LEAST_FOR_P99) {
      all.add(difference(words + "p99", distribution.andThen(Percentiles::p99)));
    }
    if (count >= 10 * LEAST_FOR_P99) {
      all.add(difference(words + "p99.9", distribution.andThen(Percentiles::p999)));
    }
    return all;
  }

  /** Processor time, where the subject's process is known. */
  List<Measurement> cpu(String metric, ToDoubleFunction<LoadReport> figure) {
    return subject.pid() == 0 ? List.of() : List.of(figure(metric, MICROS, figure));
  }

  /** Latencies as they are: the floor under what is added. */
  List<Measurement> floor() {
    return List.of(
        figure("p50", MICROS, r -> r.only().latency().p50()),
        figure("p99", MICROS, r -> r.only().latency().p99()),
        figure("p99.9", MICROS, r -> r.only().latency().p999()));
  }

  /** The same series with figures of the direct call that have left their quiet place doubted. */
  List<Measurement> doubtedAbove(double quietP99, List<Measurement> figures) {
    double p99 = Statistics.median(trials.figures(direct, spec, r -> r.only().latency().p99()));
    boolean degraded = p99 > 2 * quietP99;
    return figures.stream()
        .map(m -> degraded && m.doubt().isEmpty() ? m.doubted("direct itself degraded") : m)
        .toList();
  }

  private long count(Function<LoadReport.Load, Percentiles> distribution) {
    return trials.of(subject, spec).stream()
        .mapToLong(r -> distribution.apply(r.only()).count())
        .min()
        .orElse(0);
  }

  private Measurement difference(String metric, Function<LoadReport.Load, Double> figure) {
    List<Double> with = trials.figures(subject, spec, r -> figure.apply(r.only()));
    List<Double> without = trials.figures(direct, spec, r -> figure.apply(r.only()));
    List<Double> added = Statistics.added(with, without);
    return Measurement.of(name, subject.name(), metric, MICROS, added).doubted(doubt());
  }

  private static Set<String> kinds(List<LoadReport> reports) {
    return reports.stream()
        .flatMap(r -> r.only().errors().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String doubt() {
    List<LoadReport> reports = trials.of(subject, spec);
    long failed = reports.stream().mapToLong(r -> r.only().failed()).sum();
    long faults = reports.stream().mapToLong(r -> r.cost().majorFaults()).sum();
    if (failed > 0) {
      return failed + " failed: " + kinds(reports);
    }
    if (faults > 0) {
      return faults + " major page faults";
    }
    return reports.stream()
        .filter(LoadReport::disturbed)
        .max(Comparator.comparingDouble(LoadReport::others))
        .map(r -> "others took %.0f %% of a processor".formatted(r.others() * 100))
        .orElse("");
  }
}
