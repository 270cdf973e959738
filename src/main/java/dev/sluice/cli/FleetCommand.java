package dev.sluice.cli;

import dev.sluice.cli.fleet.LocalFleetRun;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigSource;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs several nodes on this machine and a balancer in front of them, for trying out. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = {
      "Run N nodes on this machine and a balancer in front of them, for trying out a fleet.",
      "It is no way to run one in earnest: all nodes die with the machine, and the balancer with",
      "this process."
    })
final class FleetCommand implements Callable<Integer> {
  private static final int MOST = 20;

  private final Map<String, String> variables;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ConfigOption option = new ConfigOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "N",
      defaultValue = "3",
      description = "Number of nodes, 1 to 20. Usually 3.")
  private int number = 3;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "Address that the balancer listens on. Usually 127.0.0.1.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description =
          "Port of the balancer, 0 for any. Usually 8000. The nodes take the ports after it.")
  private int port = 8_000;

  @Option(
      names = "--no-restart",
      negatable = false,
      description = "Leave a node that died dead, to see what the others do without it.")
  private boolean noRestart;

  FleetCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() throws Exception {
    if (number < 1 || number > MOST) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "the number of nodes must be 1 to %d".formatted(MOST));
    }
    ConfigSource source = option.source(variables);
    SluiceConfig config = source.load();
    PrintWriter out = spec.commandLine().getOut();
    LocalFleetRun run =
        new LocalFleetRun(
            new LocalFleetRun.Wishes(number, host, port, !noRestart),
            config,
            line -> say(out, line));
    Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "sluice-fleet-stop"));
    String yaml = source.text();
    run.start(yaml);
    run.follow(source, yaml);
    // The end of the process is up to whoever stops the fleet.
    new CountDownLatch(1).await();
    return CommandLine.ExitCode.OK;
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
