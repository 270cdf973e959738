package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends the draining of a node. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Lets a node that drains take requests again.")
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final NodeOption option = new NodeOption();

  @Parameters(paramLabel = "NODE", description = "Name or id of the node.")
  private String node = "";

  @Override
  public Integer call() throws Exception {
    try (NodeClient client = option.client()) {
      JsonNode told = client.order(node, "resume");
      spec.commandLine().getOut().println(told.at("/name").asText() + " is told to serve again");
    }
    return CommandLine.ExitCode.OK;
  }
}
