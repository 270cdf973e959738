package dev.sluice.bench;

import dev.sluice.bench.process.Cpus;
import dev.sluice.bench.process.ProcessState;
import dev.sluice.bench.report.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starting, on all processors: time from the process to the first 200 of the ready probe, and
 * memory before any load.
 */
final class StartupPart implements Part {
  private static final long IDLE_MILLIS = 2000;
  private static final double MIB = 1024 * 1024;
  private static final int LEAST_STARTS = 3;

  private final Lab lab;
  private final List<Launch> launches;

  StartupPart(Lab lab, List<Launch> launches) {
    this.lab = lab;
    this.launches = launches;
  }

  @Override
  public List<Measurement> measure(List<Contender> contenders)
      throws IOException, InterruptedException {
    Map<String, List<Double>> ready = new LinkedHashMap<>();
    Map<String, List<Double>> idle = new LinkedHashMap<>();
    int starts = Math.max(LEAST_STARTS, lab.profile().freshTrials());
    for (int start = 1; start <= starts; start++) {
      for (Launch launch : launches) {
        Progress.say("start %d of %s", start, launch.name());
        try (Running running = lab.start(launch, Cpus.ALL)) {
          Thread.sleep(IDLE_MILLIS);
          add(ready, launch, running.readyMillis());
          add(idle, launch, ProcessState.resident(running.subject().pid()) / MIB);
        }
      }
    }
    List<Measurement> all = new ArrayList<>();
    ready.forEach((s, v) -> all.add(Measurement.of("startup", s, "ready after", "ms", v)));
    idle.forEach((s, v) -> all.add(Measurement.of("startup", s, "idle memory", "MiB", v)));
    return all;
  }

  private static void add(Map<String, List<Double>> figures, Launch launch, double value) {
    figures.computeIfAbsent(launch.name(), _ -> new ArrayList<>()).add(value);
  }
}
