package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a running node take its changed configuration. */
@Command(
    name = "reload",
    mixinStandardHelpOptions = true,
    description = {
      "Has a running node look at its configuration, and says what came of it.",
      "In a fleet a change waits until the files of all nodes say the same.",
      "The exit code is 1 when the file is refused or the change still waits."
    })
final class ReloadCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final LongSupplier nanos;
  private final Pause pause;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final NodeOption node = new NodeOption();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Longest time to wait for the other nodes. Default: ${DEFAULT-VALUE}")
  private int timeout;

  /** How time is let pass. */
  interface Pause {
    void take(Duration time) throws InterruptedException;
  }

  ReloadCommand() {
    this(System::nanoTime, Thread::sleep);
  }

  ReloadCommand(LongSupplier nanos, Pause pause) {
    this.nanos = nanos;
    this.pause = pause;
  }

  @Override
  public Integer call() throws Exception {
    JsonNode told;
    try (NodeClient client = node.client()) {
      told = settled(client);
    }
    return switch (text(told, "/state")) {
      case "current" -> current(told);
      case "refused" -> refused(told);
      case "waiting" -> waiting(told);
      default -> throw new IOException("the node does not say what came of it");
    };
  }

  private int current(JsonNode told) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("configuration %s is in force since %s%n", version(told), text(told, "/since"));
    texts(told, "/changes").forEach(out::println);
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private int refused(JsonNode told) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("refused, configuration %s stays in force:%n", version(told));
    texts(told, "/problems").forEach(err::println);
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private int waiting(JsonNode told) {
    List<String> names = texts(told, "/waiting_for");
    String others = names.isEmpty() ? "the other nodes" : String.join(", ", names);
    PrintWriter err = spec.commandLine().getErr();
    err.printf("waits for %s: their files give another configuration%n", others);
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What came of it, as soon as it no longer waits or the time is over. */
  private JsonNode settled(NodeClient client) throws IOException, InterruptedException {
    long start = nanos.getAsLong();
    JsonNode told = client.reload();
    while (text(told, "/state").equals("waiting")
        && nanos.getAsLong() - start < TimeUnit.SECONDS.toNanos(timeout)) {
      pause.take(PAUSE);
      told = client.config();
    }
    return told;
  }

  private static String version(JsonNode told) {
    return text(told, "/version");
  }

  private static String text(JsonNode told, String pointer) {
    return told.at(pointer).asText();
  }

  private static List<String> texts(JsonNode told, String pointer) {
    List<String> texts = new ArrayList<>();
    told.at(pointer).forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
