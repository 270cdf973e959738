package dev.sluice.bench;

import dev.sluice.bench.load.LoadReport;
import dev.sluice.bench.load.LoadSpec;
import dev.sluice.bench.process.Subject;
import dev.sluice.bench.report.Measurement;
import dev.sluice.bench.report.Statistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whole answers: most requests a second, processor time of each, and added latency. */
final class UnaryPart implements Part {
  private static final int WARMING = 32;
  private static final int SATURATING = 64;
  private static final int COSTING = 8;
  private static final int MOST_CONNECTIONS = 512;
  private static final List<Integer> SHARES = List.of(20, 40, 60, 80);

  private final Lab lab;
  private final LoadSpec spec;
  private final LoadSpec alone;
  private final LoadSpec eight;
  private final LoadSpec paced;
  private final List<Integer> shares;

  UnaryPart(Lab lab) {
    this.lab = lab;
    spec = lab.options().load("mock-unary-1k");
    alone = spec.closed(1);
    eight = spec.closed(COSTING);
    paced = spec.open(lab.options().rate, MOST_CONNECTIONS);
    shares = lab.options().noShares ? List.of() : SHARES;
  }

  @Override
  public List<Measurement> measure(List<Contender> contenders) throws IOException {
    lab.warm(lab.direct(), spec.closed(WARMING), LoadReport::rate);
    for (Contender contender : contenders) {
      Progress.say("warming %s with whole answers", contender.subject().name());
      lab.warm(contender.subject(), spec.closed(WARMING), LoadReport::rate);
    }
    Trials saturation = new Trials(lab);
    LoadSpec full = spec.closed(SATURATING);
    contenders.forEach(c -> saturation.add(c.subject(), full));
    saturation.run(lab.profile().settle(), lab.profile().window());
    List<Measurement> all = new ArrayList<>(saturations(saturation, full, contenders));
    all.addAll(paced(saturation, full, contenders));
    return all;
  }

  private List<Measurement> saturations(Trials trials, LoadSpec full, List<Contender> contenders) {
    List<Subject> subjects = new ArrayList<>(List.of(lab.direct()));
    contenders.forEach(c -> subjects.add(c.subject()));
    return subjects.stream()
        .map(s -> new Series("unary saturation", s, full, trials, lab.direct()))
        .map(series -> series.figure("requests", "1/s", LoadReport::rate).higher())
        .toList();
  }

  private List<Measurement> paced(Trials saturation, LoadSpec full, List<Contender> contenders)
      throws IOException {
    Trials trials = new Trials(lab);
    Map<Subject, Double> most = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      Subject subject = contender.subject();
      double rate = Statistics.median(saturation.figures(subject, full, LoadReport::rate));
      var _ = most.put(subject, rate);
      List.of(alone, eight, paced).forEach(load -> trials.add(subject, load));
      shares.forEach(share -> trials.add(subject, share(rate, share)));
    }
    trials.run(lab.profile().settle(), lab.profile().window());
    List<Measurement> all = new ArrayList<>();
    all.addAll(new Series("unary c=1", lab.direct(), alone, trials, lab.direct()).floor());
    most.forEach((subject, rate) -> all.addAll(costs(subject, trials)));
    most.forEach((subject, rate) -> all.addAll(shares(subject, rate, trials)));
    return all;
  }

  private List<Measurement> costs(Subject subject, Trials trials) {
    List<Measurement> all = new ArrayList<>();
    Series quiet = new Series("unary c=1", subject, alone, trials, lab.direct());
    all.addAll(quiet.added("", LoadReport.Load::latency));
    String atRate = "unary at %.0f/s".formatted(lab.options().rate);
    for (Series series :
        List.of(
            new Series("unary c=8", subject, eight, trials, lab.direct()),
            new Series(atRate, subject, paced, trials, lab.direct()))) {
      all.addAll(series.cpu("cpu a request", LoadReport::microsPerExchange));
      all.addAll(series.added("", LoadReport.Load::latency));
    }
    return all;
  }

  private List<Measurement> shares(Subject subject, double most, Trials trials) {
    double quiet =
        Statistics.median(trials.figures(lab.direct(), alone, r -> r.only().latency().p99()));
    List<Measurement> all = new ArrayList<>();
    for (int share : shares) {
      String name = "unary at %d %%".formatted(share);
      Series series = new Series(name, subject, share(most, share), trials, lab.direct());
      all.addAll(series.doubtedAbove(quiet, series.added("", LoadReport.Load::latency)));
    }
    return all;
  }

  private LoadSpec share(double most, int percent) {
    return spec.open(Math.rint(most * percent / 100), MOST_CONNECTIONS);
  }
}
