package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the nodes of the fleet. */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = "Lists the nodes of the fleet, as one of them sees it.")
final class NodesCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("NODE", "STATE", "EXCHANGES", "CONFIG", "VERSION", "ZONE", "ADDRESS", "SINCE");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final NodeOption node = new NodeOption();

  @Override
  public Integer call() throws Exception {
    try (NodeClient client = node.client()) {
      print(client.nodes());
    }
    return CommandLine.ExitCode.OK;
  }

  private void print(JsonNode fleet) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    for (JsonNode each : fleet.at("/nodes")) {
      rows.add(row(each));
    }
    PrintWriter out = spec.commandLine().getOut();
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      out.println(line.toString().stripTrailing());
    }
    out.printf("%d of %d, %s%n", rows.size() - 1, fleet.at("/strength").asInt(), standing(fleet));
    out.flush();
  }

  private static String standing(JsonNode fleet) {
    return fleet.at("/standing").asText() + " as " + fleet.at("/self").asText() + " sees it";
  }

  private static List<String> row(JsonNode each) {
    return List.of(
        each.at("/name").asText() + (each.at("/own").asBoolean() ? " *" : ""),
        each.at("/draining").asBoolean() ? "draining" : "serving",
        each.at("/exchanges").asText(),
        config(each),
        each.at("/version").asText(),
        or(each.at("/zone").asText()),
        or(each.at("/address").asText()),
        each.at("/since").asText());
  }

  /** A node of an older release does not say what it would take. */
  private static String config(JsonNode each) {
    String offered = each.at("/offered_version").asText();
    boolean waiting = !offered.isEmpty() && !offered.equals(each.at("/config_version").asText());
    return waiting ? "waiting" : each.at("/config").asText();
  }

  private static String or(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
