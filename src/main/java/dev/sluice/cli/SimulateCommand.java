package dev.sluice.cli;

import dev.sluice.model.Decision;
import dev.sluice.model.Preference;
import dev.sluice.model.Strategy;
import dev.sluice.simulation.Excerpt;
import dev.sluice.simulation.Simulation;
import dev.sluice.simulation.decision.DecisionReader;
import dev.sluice.simulation.replay.Replay;
import dev.sluice.simulation.replay.ReplayResult;
import dev.sluice.simulation.report.HtmlReport;
import dev.sluice.simulation.report.JsonReport;
import dev.sluice.simulation.report.Tables;
import dev.sluice.simulation.result.Result;
import dev.sluice.simulation.result.Study;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares strategies in virtual time, or runs a log of decisions under another policy. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Compare routing strategies over made-up targets in virtual time,",
      "or run a log of decisions under another policy."
    })
final class SimulateCommand implements Callable<Integer> {
  /** Decisions that a written log holds at most. */
  private static final int LONGEST_LOG = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      defaultValue = "stationary",
      description =
          "What is simulated: stationary, swap, outage, price-change, heavy-tail, rate-limited,"
              + " fleet, or a YAML file. Usually stationary.")
  private String scenario = "stationary";

  @Option(
      names = "--strategies",
      split = ",",
      paramLabel = "NAME",
      converter = StrategyName.class,
      description = "Strategies to compare, separated by commas. Usually all.")
  private List<Strategy> strategies = List.of(Strategy.values());

  @Option(names = "--nodes", paramLabel = "N", description = "Nodes of the fleet, 1 to 1000.")
  private @Nullable Integer nodes;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Requests a second of the whole fleet, above 0 to 100000.")
  private @Nullable Double rate;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Virtual minutes in which requests arrive; the warm-up is within them.")
  private @Nullable Double minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "All chance comes from it: the same seed, the same result. Usually 1.")
  private long seed = 1;

  @Option(
      names = "--prefer",
      paramLabel = "PREFERENCE",
      converter = PreferenceText.class,
      description =
          "Preference between objectives: balanced, cheap, fast, reliable, quality, green, or"
              + " weights such as cost=0.6,latency=0.4.")
  private @Nullable Preference prefer;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Log of decisions to run under the strategies, in place of a simulation.")
  private @Nullable Path replay;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Folder for the report as HTML and JSON and for a log of each strategy's"
              + " decisions after the warm-up.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (replay != null) {
      replay(replay);
    } else {
      simulate(adjusted());
    }
    return CommandLine.ExitCode.OK;
  }

  private void simulate(Scenario world) throws IOException {
    long began = System.nanoTime();
    List<Result> results = new ArrayList<>();
    for (Strategy strategy : strategies) {
      results.add(run(world, strategy));
    }
    results.add(Simulation.oracle(world, seed));
    Study study = new Study(world, seed, results);
    double seconds = (System.nanoTime() - began) / 1e9;
    long requests = results.stream().mapToLong(Result::arrivals).sum();
    print(Tables.text(study));
    print("%,d requests in %.1f s%n".formatted(requests, seconds));
    if (out != null) {
      write(out, "simulation.html", HtmlReport.of(study));
      write(out, "simulation.json", JsonReport.of(study));
    }
  }

  private Result run(Scenario world, Strategy strategy) throws IOException {
    if (out == null) {
      return Simulation.run(world, strategy, seed);
    }
    Path file = Files.createDirectories(out).resolve("decisions-" + strategy.id() + ".jsonl");
    try (Writer log = Files.newBufferedWriter(file)) {
      double from = world.traffic().warmUpSeconds();
      Excerpt excerpt = Excerpt.written(from, LONGEST_LOG, log);
      return Simulation.run(world, strategy, seed, excerpt);
    }
  }

  private void replay(Path file) throws IOException {
    List<Decision> log = new ArrayList<>(DecisionReader.read(file));
    log.sort(Comparator.comparing(Decision::time));
    Preference preference = prefer == null ? Preference.BALANCED : prefer;
    List<ReplayResult> results = new ArrayList<>();
    for (Strategy strategy : strategies) {
      results.add(Replay.run(log, strategy, preference, seed));
    }
    print("%,d decisions%n".formatted(log.size()));
    print(Tables.text(results));
    if (out != null) {
      write(out, "replay.json", JsonReport.of(results));
    }
  }

  private Scenario adjusted() {
    Scenario world;
    try {
      world = Scenarios.find(scenario);
      world = nodes == null ? world : world.withNodes(nodes);
      world = rate == null ? world : world.withRate(rate);
      if (minutes != null) {
        world = world.lasting(Duration.ofMillis(Math.round(minutes * 60_000)));
      }
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return prefer == null ? world : world.with(prefer);
  }

  private void print(String text) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(text);
    writer.flush();
  }

  private void write(Path folder, String name, String text) throws IOException {
    Path file = Files.createDirectories(folder).resolve(name);
    print("%s%n".formatted(Files.writeString(file, text)));
  }
}
