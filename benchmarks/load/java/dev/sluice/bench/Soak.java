package dev.sluice.bench;

import dev.sluice.bench.load.LoadCommand;
import dev.sluice.bench.load.LoadReport;
import dev.sluice.bench.load.LoadSpec;
import dev.sluice.bench.load.LoadSpec.Reading;
import dev.sluice.bench.process.Subject;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A mixed load with faults over a long time, read at intervals. */
final class Soak {
  private static final double SETTLE_SECONDS = 15;
  private static final double DRAIN_SECONDS = 30;
  private static final int LEAST_READINGS = 4;

  private final Lab lab;
  private final Subject subject;

  Soak(Lab lab, Subject subject) {
    this.lab = lab;
    this.subject = subject;
  }

  /**
   * Soaks and prints each reading.
   *
   * @param minutes how long in all
   * @param every seconds between two readings
   */
  SoakResult run(double minutes, double every) throws IOException {
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    int windows = Math.max(LEAST_READINGS + 1, (int) Math.ceil(minutes * 60 / every));
    LoadCommand command =
        new LoadCommand(
            mix(), SETTLE_SECONDS, every, windows, DRAIN_SECONDS, subject.pid(), Lab.own());
    List<SoakReading> readings = new ArrayList<>();
    System.out.println(SoakReading.HEADING);
    lab.run(command, () -> {}, report -> readings.add(read(report, readings.size() + 1, every)));
    // The last window is reported when all that was open has ended.
    SoakReading after = readings.removeLast();
    return new SoakResult(started, subject.name(), readings, after);
  }

  /**
   * Whole answers, streams, clients that leave, clients that read slowly; faults in the first two.
   */
  private List<LoadSpec> mix() {
    LoadSpec unary = lab.options().load("mock-unary-1k-faults10").open(500, 400);
    LoadSpec streams = lab.options().load("mock-sse-20ms-64-faults20").open(40, 600);
    LoadSpec leaving =
        lab.options().load("mock-sse-20ms-64").open(20, 200).reading(Reading.LEAVING);
    LoadSpec slow =
        lab.options().load("mock-sse-1ms-300-chunk4096").open(2, 100).reading(Reading.SLOW);
    return Stream.of(unary, streams, leaving, slow).map(s -> s.against(subject)).toList();
  }

  private SoakReading read(LoadReport report, int number, double every) {
    SoakReading reading = SoakReading.take(subject, report, number * every);
    System.out.println(reading.line());
    return reading;
  }
}
