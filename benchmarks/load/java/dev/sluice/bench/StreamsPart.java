package dev.sluice.bench;

import dev.sluice.bench.load.LoadReport;
import dev.sluice.bench.load.LoadSpec;
import dev.sluice.bench.process.Subject;
import dev.sluice.bench.report.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many open streams: memory of each, and whether all are fed. Each trial starts a subject anew, for
 * a heap that has once grown tells nothing about the next stream.
 */
final class StreamsPart implements Part {
  private static final String MODEL = "mock-sse-500ms-forever";
  private static final double RAMP_RATE = 2000;
  private static final double KIB = 1024;
  private static final long READING_MILLIS = 1500;

  private final Lab lab;

  StreamsPart(Lab lab) {
    this.lab = lab;
  }

  /** What a rung has shown. */
  private record Rung(int streams, long resident, LoadReport report) {}

  @Override
  public List<Measurement> measure(List<Contender> contenders)
      throws IOException, InterruptedException {
    Map<String, List<List<Rung>>> climbed = new LinkedHashMap<>();
    for (int trial = 1; trial <= lab.profile().freshTrials(); trial++) {
      for (Contender contender : contenders) {
        String name = contender.subject().name();
        Progress.say("trial %d: %s, open streams %s", trial, name, lab.options().streams);
        climbed.computeIfAbsent(name, _ -> new ArrayList<>()).add(climb(contender));
      }
    }
    List<Measurement> all = new ArrayList<>();
    climbed.forEach((name, trials) -> all.addAll(figures(name, trials)));
    return all;
  }

  private List<Rung> climb(Contender contender) throws IOException, InterruptedException {
    Launch launch = contender.launch();
    if (launch == null) {
      return rungs(contender.subject());
    }
    try (Running fresh = lab.start(launch)) {
      return rungs(fresh.subject());
    }
  }

  private List<Rung> rungs(Subject subject) throws IOException {
    double brief = lab.profile().hold() / 2;
    var _ =
        lab.measure(
            subject, lab.options().load("mock-sse-20ms-64").closed(100), 0, brief, () -> {});
    List<Rung> rungs = new ArrayList<>();
    for (int streams : lab.options().streams) {
      LoadSpec load = lab.options().load(MODEL).bounded(streams, RAMP_RATE);
      AtomicLong resident = new AtomicLong();
      double settle = lab.profile().hold() / 2;
      LoadReport report =
          lab.measure(
              subject, load, settle, lab.profile().hold(), () -> resident.set(weigh(subject)));
      rungs.add(new Rung(streams, resident.get(), report));
    }
    return rungs;
  }

  private static long weigh(Subject subject) {
    try {
      Thread.sleep(READING_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return subject.pid() == 0 ? 0 : subject.settledMemory();
  }

  private static List<Measurement> figures(String subject, List<List<Rung>> trials) {
    List<Measurement> all = new ArrayList<>();
    List<Rung> last = trials.stream().map(List::getLast).toList();
    String name = "streams, %d open".formatted(last.getFirst().streams());
    boolean weighed = last.getFirst().resident() > 0 && trials.getFirst().size() > 1;
    if (weighed) {
      List<Double> slopes = trials.stream().map(StreamsPart::slope).toList();
      all.add(Measurement.of(name, subject, "memory a stream", "KiB", slopes));
    }
    all.add(
        Measurement.of(
                name, subject, "held", "", list(last, r -> r.only().open() - r.only().failed()))
            .higher());
    all.add(
        Measurement.of(name, subject, "frames lost", "", list(last, r -> r.only().lostFrames())));
    all.add(Measurement.of(name, subject, "failed", "", list(last, r -> r.only().failed())));
    all.add(
        Measurement.of(
            name, subject, "frame delay p99", "µs", list(last, r -> r.only().delay().p99())));
    return all;
  }

  private static List<Double> list(
      List<Rung> rungs, java.util.function.ToDoubleFunction<LoadReport> figure) {
    return rungs.stream().map(r -> figure.applyAsDouble(r.report())).toList();
  }

  private static double slope(List<Rung> rungs) {
    Rung low = rungs.getFirst();
    Rung high = rungs.getLast();
    return (high.resident() - low.resident()) / KIB / (high.streams() - low.streams());
  }
}
