package dev.sluice.bench;

import dev.sluice.bench.report.Environment;
import dev.sluice.bench.report.HtmlReport;
import dev.sluice.bench.report.Measurement;
import dev.sluice.bench.report.RunReport;
import dev.sluice.bench.report.SvgPlot;
import dev.sluice.bench.report.Trend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a soak has shown.
 *
 * @param started when it began
 * @param subject who was soaked
 * @param readings under load, in their order
 * @param after when all exchanges had ended
 */
record SoakResult(String started, String subject, List<SoakReading> readings, SoakReading after) {
  private static final double TOLERANCE = 0.10;

  SoakResult {
    readings = List.copyOf(readings);
  }

  /** Whether memory does not grow and what the load held has been given back. */
  boolean flat() {
    return after.inFlight() <= 0
        && after.descriptors() <= leastDescriptors()
        && trends().values().stream().allMatch(t -> t.flat(TOLERANCE));
  }

  /** Pools keep connections for a while, so that their number says little while there is load. */
  private double leastDescriptors() {
    return readings.stream().mapToDouble(SoakReading::descriptors).min().orElse(0);
  }

  /** The verdict and its reasons, one line each. */
  String verdict() {
    StringBuilder out = new StringBuilder();
    trends()
        .forEach((name, t) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "%-12s from %.1f, grows by %.1f, scatters by %.1f: %s%n",
                    name,
                    t.start(),
                    t.growth(),
                    t.scatter(),
                    t.flat(TOLERANCE) ? "flat" : "not flat")));
    out.append(
        String.format(
            Locale.ROOT,
            "descriptors  at least %.0f under load, %.0f after it%n"
                + "in flight    %.0f after the load%n",
            leastDescriptors(),
            after.descriptors(),
            Math.max(0, after.inFlight())));
    return out.append(flat() ? "verdict: flat" : "verdict: not flat").toString();
  }

  /**
   * Writes JSON and page.
   *
   * @throws IOException when the folder cannot be written
   */
  void write(Path folder, Map<String, String> programs, Map<String, String> said)
      throws IOException {
    Map<String, String> environment = Environment.stamp();
    environment.putAll(programs);
    Map<String, String> settings = new LinkedHashMap<>(said);
    var _ = settings.put("verdict", verdict());
    for (SoakReading r : readings) {
      String time = String.format(Locale.ROOT, "errors at %05.0f s", r.seconds());
      var _ = settings.put(time, r.errors().toString());
    }
    List<Measurement> figures = new ArrayList<>();
    List<String> plots = new ArrayList<>();
    lines()
        .forEach((metric, value) -> {
          List<Double> values = values(value);
          figures.add(Measurement.of("soak", subject, metric, "", values));
          plots.add(plot(metric, values));
        });
    RunReport run = new RunReport(started, environment, settings, figures);
    run.write(folder.resolve("soak.json"));
    var _ = Files.writeString(folder.resolve("soak.html"), HtmlReport.of("Soak", run, plots));
  }

  /** Lines through the memory after the first quarter, in which it still grows. */
  private Map<String, Trend> trends() {
    int from = readings.size() / 4;
    List<Double> times = values(SoakReading::seconds);
    Map<String, Trend> trends = new LinkedHashMap<>();
    lines()
        .forEach((metric, value) -> {
          List<Double> values = values(value);
          int to = values.size();
          if (metric.endsWith("MiB")) {
            trends.put(metric, Trend.of(times.subList(from, to), values.subList(from, to)));
          }
        });
    return trends;
  }

  private String plot(String metric, List<Double> values) {
    List<Double> times = values(SoakReading::seconds);
    return SvgPlot.lines(metric, "seconds", "", List.of(new SvgPlot.Line(subject, times, values)));
  }

  private static Map<String, ToDoubleFunction<SoakReading>> lines() {
    Map<String, ToDoubleFunction<SoakReading>> lines = new LinkedHashMap<>();
    lines.put("completed, 1/s", SoakReading::rate);
    lines.put("resident memory, MiB", SoakReading::residentMib);
    lines.put("heap after collection, MiB", SoakReading::heapMib);
    lines.put("descriptors", SoakReading::descriptors);
    lines.put("exchanges in flight", SoakReading::inFlight);
    return lines;
  }

  private List<Double> values(ToDoubleFunction<SoakReading> value) {
    return readings.stream().map(value::applyAsDouble).toList();
  }
}
