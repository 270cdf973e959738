package dev.sluice.bench;

import dev.sluice.bench.load.LoadReport;
import dev.sluice.bench.load.LoadSpec;
import dev.sluice.bench.mock.MockModel;
import dev.sluice.bench.report.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Streams with an end: added time to the first token, added gaps, processor time of a frame. */
final class SsePart implements Part {
  private static final String HEAVY = "mock-sse-20ms-64";
  // Shorter, so that few streams give many first tokens.
  private static final String LIGHT = "mock-sse-20ms-8";
  private static final int LIGHT_STREAMS = 10;

  private final Lab lab;

  SsePart(Lab lab) {
    this.lab = lab;
  }

  @Override
  public List<Measurement> measure(List<Contender> contenders) throws IOException {
    LoadSpec light = streams(LIGHT, LIGHT_STREAMS);
    LoadSpec heavy = streams(HEAVY, lab.options().sseStreams);
    for (Contender contender : contenders) {
      Progress.say("warming %s with streams", contender.subject().name());
      lab.warm(contender.subject(), heavy, LoadReport::microsPerFrame);
    }
    Trials trials = new Trials(lab);
    contenders.forEach(c -> trials.add(c.subject(), light));
    contenders.forEach(c -> trials.add(c.subject(), heavy));
    trials.run(lab.profile().settle() + seconds(HEAVY), 2 * lab.profile().window());
    List<Measurement> all = new ArrayList<>();
    for (LoadSpec spec : List.of(light, heavy)) {
      String name = "sse %d streams".formatted(count(spec));
      for (Contender contender : contenders) {
        all.addAll(figures(new Series(name, contender.subject(), spec, trials, lab.direct())));
      }
    }
    return all;
  }

  private static List<Measurement> figures(Series series) {
    List<Measurement> all = new ArrayList<>(series.cpu("cpu a frame", LoadReport::microsPerFrame));
    all.addAll(series.added("ttft", LoadReport.Load::ttft));
    all.addAll(series.added("gap", LoadReport.Load::gap));
    all.addAll(series.added("frame delay", LoadReport.Load::delay));
    all.add(series.count("frames lost", r -> r.only().lostFrames()));
    all.add(series.count("bytes lost", r -> r.only().lostBytes()));
    return all;
  }

  /** An open loop that keeps about so many streams of a model open. */
  private LoadSpec streams(String model, int open) {
    return lab.options().load(model).open(open / seconds(model), 2 * open + LIGHT_STREAMS);
  }

  private static long count(LoadSpec spec) {
    return Math.round(spec.rate() * seconds(spec.model()));
  }

  private static double seconds(String name) {
    MockModel model = MockModel.named(name);
    return model.paceNanos() * (double) model.frames() / 1e9;
  }
}
