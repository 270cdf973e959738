package dev.sluice.cli;

import dev.sluice.simulation.scale.FleetSize;
import dev.sluice.simulation.scale.ScaleTable;
import dev.sluice.simulation.scale.SharingCosts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what the shared state of a fleet would cost, by its size. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = {
      "Say what the shared state of a fleet would cost: computed from the form of its messages,",
      "and simulated message by message. docs/scaling.md explains the columns."
    })
final class ScaleCommand implements Callable<Integer> {
  private static final double MOST_SIMULATED = 200e6;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--nodes",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,3,5,20,100,500",
      description = "Sizes of the fleet, 1 to 1000, separated by commas.")
  private List<Integer> nodes = List.of();

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "T",
      defaultValue = "200,2000",
      description = "Numbers of targets, 1 to 10000, separated by commas.")
  private List<Integer> targets = List.of();

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "200",
      description = "Attempts a second of one node, above 0. Usually 200.")
  private double rate;

  @Option(
      names = "--skew",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "How unevenly targets are used, an exponent of Zipf's law: 0 for all alike. Usually 1.")
  private double skew;

  @Option(
      names = "--simulate",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long each fleet is simulated, 0 for not at all. Usually 60.")
  private int simulated;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "All chance comes from it: the same seed, the same result. Usually 1.")
  private long seed = 1;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      ScaleTable.lines(sizes(), SharingCosts.USUAL, simulated, seed).forEach(out::println);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private List<FleetSize> sizes() {
    List<FleetSize> sizes = new ArrayList<>();
    double attempts = 0;
    for (int number : targets) {
      for (int size : nodes) {
        sizes.add(new FleetSize(size, number, rate * size, skew));
        attempts += rate * size * (simulated + 60.0);
      }
    }
    if (simulated < 0 || (simulated > 0 && attempts > MOST_SIMULATED)) {
      throw new IllegalArgumentException(
          "so many attempts take too long to simulate: fewer --nodes, a lower --rate, or --simulate 0");
    }
    return sizes;
  }
}
