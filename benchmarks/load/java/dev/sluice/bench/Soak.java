package dev.sluice.bench;

import dev.sluice.bench.load.LoadCommand;
import dev.sluice.bench.load.LoadSpec;
import dev.sluice.bench.load.LoadSpec.Reading;
import dev.sluice.bench.process.Subject;
import dev.sluice.bench.report.Environment;
import dev.sluice.bench.report.HtmlReport;
import dev.sluice.bench.report.Measurement;
import dev.sluice.bench.report.RunReport;
import dev.sluice.bench.report.SvgPlot;
import dev.sluice.bench.report.Trend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A mixed load with faults over a long time, read at intervals. */
final class Soak {
  private static final double SETTLE_SECONDS = 15;
  private static final double TOLERANCE = 0.10;
  private static final int LEAST_READINGS = 4;

  private final Lab lab;
  private final Subject subject;
  private final List<SoakReading> readings = new ArrayList<>();

  Soak(Lab lab, Subject subject) {
    this.lab = lab;
    this.subject = subject;
  }

  /** Soaks, writes the results, and tells whether everything stayed flat. */
  boolean run(double minutes, double every) throws IOException {
    String started = Instant.now().toString();
    int windows = Math.max(LEAST_READINGS, (int) Math.ceil(minutes * 60 / every));
    LoadCommand command = new LoadCommand(mix(), SETTLE_SECONDS, every, windows, 30, subject.pid());
    System.out.printf(
        "%8s %9s %9s %9s %6s %9s %6s  %s%n",
        "seconds", "ok/s", "rss MiB", "heap MiB", "fds", "in flight", "open", "errors");
    lab.run(
        command,
        () -> {},
        report -> print(SoakReading.take(subject, report, (readings.size() + 1) * every)));
    Map<String, Trend> trends = trends();
    boolean flat = trends.values().stream().allMatch(t -> t.flat(TOLERANCE));
    trends.forEach((name, t) ->
        System.out.printf(
            "%-12s starts at %.1f, grows by %.1f, scatters by %.1f: %s%n",
            name, t.start(), t.growth(), t.scatter(), t.flat(TOLERANCE) ? "flat" : "NOT FLAT"));
    System.out.println(flat ? "verdict: flat" : "verdict: not flat");
    write(started, flat);
    return flat;
  }

  /** Whole answers, streams, clients that leave, clients that read slowly; faults in each. */
  private List<LoadSpec> mix() {
    LoadSpec unary = lab.options().load("mock-unary-1k-faults10").open(500, 400);
    LoadSpec streams = lab.options().load("mock-sse-20ms-64-faults20").open(40, 600);
    LoadSpec leaving =
        lab.options().load("mock-sse-20ms-64").open(20, 200).reading(Reading.LEAVING);
    LoadSpec slow =
        lab.options().load("mock-sse-1ms-300-chunk4096").open(2, 100).reading(Reading.SLOW);
    return List.of(unary, streams, leaving, slow).stream().map(s -> s.against(subject)).toList();
  }

  private void print(SoakReading r) {
    readings.add(r);
    System.out.printf(
        "%8.0f %9.1f %9.1f %9.1f %6.0f %9.0f %6.0f  %s%n",
        r.seconds(),
        r.rate(),
        r.residentMib(),
        r.heapMib(),
        r.descriptors(),
        r.inFlight(),
        r.open(),
        r.errors());
  }

  /** Lines through the readings after the first quarter, in which everything still grows. */
  private Map<String, Trend> trends() {
    Map<String, Trend> trends = new LinkedHashMap<>();
    List<SoakReading> late = readings.subList(readings.size() / 4, readings.size());
    List<Double> times = late.stream().map(SoakReading::seconds).toList();
    SoakReading last = late.getLast();
    trends.put("resident", Trend.of(times, values(late, SoakReading::residentMib)));
    trends.put("descriptors", Trend.of(times, values(late, SoakReading::descriptors)));
    if (last.heapMib() > 0) {
      trends.put("heap", Trend.of(times, values(late, SoakReading::heapMib)));
    }
    if (last.inFlight() >= 0) {
      trends.put("in flight", Trend.of(times, values(late, SoakReading::inFlight)));
    }
    return trends;
  }

  private void write(String started, boolean flat) throws IOException {
    List<Measurement> figures = new ArrayList<>();
    List<String> plots = new ArrayList<>();
    add(figures, plots, "completed", "1/s", SoakReading::rate);
    add(figures, plots, "resident memory", "MiB", SoakReading::residentMib);
    add(figures, plots, "heap after collection", "MiB", SoakReading::heapMib);
    add(figures, plots, "descriptors", "", SoakReading::descriptors);
    add(figures, plots, "in flight", "", SoakReading::inFlight);
    Map<String, String> settings = lab.options().said();
    var _ = settings.put("verdict", flat ? "flat" : "not flat");
    readings.forEach(
        r -> settings.put("errors at %05.0f s".formatted(r.seconds()), r.errors().toString()));
    RunReport run = new RunReport(started, Environment.stamp(), settings, figures);
    Path folder = lab.options().out;
    run.write(folder.resolve("soak.json"));
    var _ = Files.writeString(folder.resolve("soak.html"), HtmlReport.of("Soak", run, plots));
    System.out.printf("written: %s/soak.json and soak.html%n", folder);
  }

  private void add(
      List<Measurement> figures,
      List<String> plots,
      String metric,
      String unit,
      ToDoubleFunction<SoakReading> value) {
    List<Double> values = values(readings, value);
    figures.add(Measurement.of("soak", subject.name(), metric, unit, values));
    List<Double> times = values(readings, SoakReading::seconds);
    plots.add(
        SvgPlot.lines(
            metric, "seconds", unit, List.of(new SvgPlot.Line(subject.name(), times, values))));
  }

  private static List<Double> values(
      List<SoakReading> readings, ToDoubleFunction<SoakReading> value) {
    return readings.stream().map(value::applyAsDouble).toList();
  }
}
