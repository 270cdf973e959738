package dev.sluice.bench;

import dev.sluice.bench.load.LoadReport;
import dev.sluice.bench.process.Jvm;
import dev.sluice.bench.process.ProcessState;
import dev.sluice.bench.process.Subject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a subject at one time of a soak.
 *
 * @param seconds since the start
 * @param rate exchanges completed a second
 * @param errors exchanges that ended otherwise since the last reading, by kind
 * @param residentMib resident memory after a collection
 * @param heapMib heap in use after a collection, 0 without a JVM
 * @param descriptors open file descriptors
 * @param inFlight exchanges that the gateway believes to be in flight, -1 when it does not tell
 * @param open exchanges that the load has in flight
 */
record SoakReading(
    double seconds,
    double rate,
    Map<String, Long> errors,
    double residentMib,
    double heapMib,
    double descriptors,
    double inFlight,
    double open) {
  static final String HEADING =
      "seconds      ok/s   rss MiB  heap MiB    fds in flight   open  errors";

  private static final double MIB = 1024 * 1024;
  private static final String IN_FLIGHT = "sluice_exchanges_in_flight";

  static SoakReading take(Subject subject, LoadReport report, double seconds) {
    Map<String, Long> errors = new TreeMap<>();
    for (LoadReport.Load load : report.loads()) {
      load.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
    }
    long settled = subject.settledMemory();
    return new SoakReading(
        seconds,
        report.rate(),
        errors,
        settled / MIB,
        subject.jvm() ? Jvm.heapUsed(subject.pid()) / MIB : 0,
        ProcessState.descriptors(subject.pid()),
        gauge(subject.door().get("/metrics"), IN_FLIGHT),
        report.loads().stream().mapToLong(LoadReport.Load::open).sum());
  }

  /** A line under {@link #HEADING}. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%7.0f %9.1f %9.1f %9.1f %6.0f %9.0f %6.0f  %s",
        seconds,
        rate,
        residentMib,
        heapMib,
        descriptors,
        inFlight,
        open,
        errors);
  }

  /** Sum of a gauge's samples in Prometheus' text, -1 when there is none. */
  static double gauge(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .map(line -> line.strip().substring(line.strip().lastIndexOf(' ') + 1))
        .mapToDouble(Double::parseDouble)
        .reduce(Double::sum)
        .orElse(-1);
  }
}
