package dev.sluice.cli;

import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigPrinter;
import dev.sluice.config.load.ConfigSource;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether the configuration is valid: one line, or every problem on a line of its own. */
@Command(
    name = "check",
    description = "Check the configuration and say what it amounts to.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Map<String, String> variables;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(
      names = "--print",
      description = "Print the configuration in effect as YAML, without its credentials.")
  private boolean print;

  CheckCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() {
    ConfigSource source = config.source(variables);
    SluiceConfig loaded = source.load();
    PrintWriter out = spec.commandLine().getOut();
    if (print) {
      out.print(ConfigPrinter.print(loaded));
      out.flush();
    } else {
      out.println(summary(source.name(), loaded));
    }
    return 0;
  }

  private static String summary(String name, SluiceConfig config) {
    long enabled = config.providers().stream().filter(ProviderConfig::enabled).count();
    return "%s: valid; %s, %s of which %d enabled, %s discovering; port %d"
        .formatted(
            name,
            count(config.models().size(), "model"),
            count(config.providers().size(), "provider"),
            enabled,
            count(config.discovered().size(), "provider"),
            config.server().port());
  }

  private static String count(int number, String thing) {
    return number == 1 ? "1 " + thing : number + " " + thing + "s";
  }
}
