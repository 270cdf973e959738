package dev.sluice.bench;

import dev.sluice.bench.load.LoadSpec;
import dev.sluice.bench.process.Cpus;
import dev.sluice.bench.process.Subject;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What can be said on the command line, of measuring and of soaking. */
final class BenchOptions {
  /** The parts of a run. */
  enum PartName {
    unary,
    sse,
    streams,
    startup
  }

  @Option(names = "--quick", description = "about three minutes instead of ten")
  boolean quick;

  @Option(names = "--only", split = ",", description = "parts to run: ${COMPLETION-CANDIDATES}")
  Set<PartName> only = EnumSet.allOf(PartName.class);

  @Option(names = "--trials", description = "trials of each series instead of the profile's")
  int trials;

  @Option(names = "--warmup", description = "least seconds of warm-up instead of the profile's")
  double warmup;

  @Option(
      names = "--again",
      description = "how often a window that other programs disturb is repeated, ${DEFAULT-VALUE}")
  int again = 2;

  @Option(names = "--no-shares", description = "leave out whole answers at shares of the most")
  boolean noShares;

  @Option(names = "--out", description = "folder of the results, ${DEFAULT-VALUE}")
  Path out = Path.of("target/bench");

  @Option(names = "--compare", description = "JSON of an earlier run to compare with")
  String compare = "";

  @Option(names = "--no-gateway", description = "leave the gateway out")
  boolean noGateway;

  @Option(names = "--no-nginx", description = "leave nginx out")
  boolean noNginx;

  @Option(names = "--gateway-jar", description = "${DEFAULT-VALUE}")
  Path gatewayJar = Path.of("target/sluice.jar");

  @Option(
      names = "--strategies",
      split = ",",
      description = "measures a further gateway for each, with three targets to choose among")
  List<String> strategies = List.of();

  @Option(names = "--gateway-flags", description = "flags of the gateway's JVM")
  String gatewayFlags = "";

  @Option(
      names = "--gateway-command",
      description =
          "starts any gateway; {port}, {mock} (the provider's port) and {config} are filled in")
  String gatewayCommand = "";

  @Option(
      names = "--ready-path",
      description = "answers 200 when the gateway is ready, ${DEFAULT-VALUE}")
  String readyPath = "/ready";

  @Option(
      names = "--target",
      description = "base URL of a gateway that runs already, in front of --mock-port")
  String target = "";

  @Option(names = "--target-pid", description = "its process, for its costs")
  long targetPid;

  @Option(names = "--mock-port", description = "port of the mock provider, any free one by default")
  int mockPort;

  @Option(names = "--key", description = "bearer key that the load sends")
  String key = "bench";

  @Option(names = "--gateway-cpus", description = "processors of the gateway, ${DEFAULT-VALUE}")
  String gatewayCpus = "0";

  @Option(names = "--load-cpus", description = "processors of mock and load, ${DEFAULT-VALUE}")
  String loadCpus = "1";

  @Option(
      names = "--rate",
      description = "fixed requests/s for the cost of a request, ${DEFAULT-VALUE}")
  double rate = 5000;

  @Option(names = "--sse-streams", description = "streams at a frame every 20 ms, ${DEFAULT-VALUE}")
  int sseStreams = 500;

  @Option(
      names = "--streams",
      split = ",",
      description = "open streams of the two rungs, 1000,5000")
  List<Integer> streams = List.of(1000, 5000);

  /** How long and how often is measured. */
  Profile profile() {
    Profile p = quick ? Profile.QUICK : Profile.FULL;
    return new Profile(
        trials > 0 ? trials : p.trials(),
        p.window(),
        p.settle(),
        warmup > 0 ? warmup : p.warmLeast(),
        Math.max(p.warmMost(), warmup),
        p.hold(),
        trials > 0 ? trials : p.freshTrials());
  }

  /** All that was said or left at its default, by name. */
  Map<String, String> said() {
    Map<String, String> said = new TreeMap<>();
    for (CommandLine.Model.OptionSpec option :
        CommandLine.Model.CommandSpec.forAnnotatedObject(this).options()) {
      var _ = said.put(option.longestName(), Objects.toString(option.getValue()));
    }
    var _ = said.put("profile", profile().toString());
    return said;
  }

  /** Processors of what is measured. */
  Cpus subjectCpus() {
    return new Cpus(gatewayCpus);
  }

  /** Processors of what measures. */
  Cpus measuringCpus() {
    return new Cpus(loadCpus);
  }

  /** A load of one connection for a model, to be aimed and changed. */
  LoadSpec load(String model) {
    return new LoadSpec(
        "127.0.0.1",
        0,
        Subject.CHAT,
        key,
        model,
        LoadSpec.Mode.CLOSED,
        1,
        0,
        0,
        LoadSpec.Reading.EAGER,
        20);
  }
}
