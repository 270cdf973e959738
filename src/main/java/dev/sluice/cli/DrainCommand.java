package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins the draining of a node. */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a node out of service: /ready answers 503, so that balancers send no more.",
      "What is in flight ends as usual, and so does what still comes."
    })
final class DrainCommand implements Callable<Integer> {
  private static final long PAUSE_MILLIS = 500;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final NodeOption option = new NodeOption();

  @Option(
      names = "--wait",
      description = "Wait until the node drains and nothing is in flight there, or it is gone.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "Longest time to wait; then the exit code is 1. Default: ${DEFAULT-VALUE}")
  private int timeout;

  @Parameters(paramLabel = "NODE", description = "Name or id of the node.")
  private String node = "";

  @Override
  public Integer call() throws Exception {
    try (NodeClient client = option.client()) {
      JsonNode told = client.order(node, "drain");
      PrintWriter out = spec.commandLine().getOut();
      String name = told.at("/name").asText();
      out.println(name + " is told to drain");
      out.flush();
      if (wait) {
        await(client, told.at("/id").asText());
        out.println(name + " has drained");
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void await(NodeClient client, String id) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeout);
    while (!drained(client.nodes(), id)) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("exchanges are still in flight after " + timeout + " s");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Whether the node is gone, or says that it drains and has nothing left. */
  private static boolean drained(JsonNode fleet, String id) {
    for (JsonNode each : fleet.at("/nodes")) {
      if (each.at("/id").asText().equals(id)) {
        return each.at("/draining").asBoolean() && each.at("/exchanges").asInt() == 0;
      }
    }
    return true;
  }
}
