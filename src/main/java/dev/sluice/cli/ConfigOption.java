package dev.sluice.cli;

import dev.sluice.config.load.ConfigSource;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration, shared by the commands that need one. */
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Configuration file. Without it: the file named by SLUICE_CONFIG, else conf/sluice.yaml"
              + " if there is one, else the providers of the environment, else what is built in.")
  private @Nullable Path file;

  /** Where the configuration comes from. */
  ConfigSource source(Map<String, String> variables) {
    return ConfigSource.choose(file, Path.of(""), variables);
  }
}
