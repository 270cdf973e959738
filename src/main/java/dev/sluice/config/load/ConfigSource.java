package dev.sluice.config.load;

import dev.sluice.config.SluiceConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the configuration comes from. */
public sealed interface ConfigSource {
  /** Variable with the path of the file to use when none is named otherwise. */
  String FILE_VARIABLE = "SLUICE_CONFIG";

  /** File that is used when it is there and none is named. */
  Path USUAL_FILE = Path.of("conf", "sluice.yaml");

  /** Name of the source for logs and messages. */
  String name();

  /**
   * The configuration as it is written, its references to variables unresolved: YAML that loads as
   * the same.
   *
   * @throws ConfigException when it cannot be read
   */
  String text();

  /**
   * Reads the configuration.
   *
   * @throws ConfigException with every problem
   */
  SluiceConfig load();

  /**
   * A YAML file.
   *
   * @param file its path
   * @param variables what its references stand for
   */
  record YamlFile(Path file, Map<String, String> variables) implements ConfigSource {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public String text() {
      return ConfigLoader.read(file);
    }

    @Override
    public SluiceConfig load() {
      return ConfigLoader.load(file, variables);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /**
   * The environment alone.
   *
   * @param variables the environment
   */
  record Environment(Map<String, String> variables) implements ConfigSource {
    @Override
    public String name() {
      return Variables.SOURCE;
    }

    @Override
    public String text() {
      return "environment: true\n";
    }

    @Override
    public SluiceConfig load() {
      return ConfigLoader.fromEnvironment(variables);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /**
   * The configuration that comes with Sluice.
   *
   * @param variables what its references stand for
   */
  record BuiltIn(Map<String, String> variables) implements ConfigSource {
    @Override
    public String name() {
      return ConfigLoader.BUILT_IN;
    }

    @Override
    public String text() {
      return ConfigLoader.builtInText();
    }

    @Override
    public SluiceConfig load() {
      return ConfigLoader.builtIn(variables);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /**
   * The first that there is: the file named explicitly, the file named by {@code SLUICE_CONFIG},
   * {@code conf/sluice.yaml} in the directory, the environment's providers, what is built in. A
   * file that is named but missing is a problem of its loading, never passed over.
   */
  static ConfigSource choose(
      @Nullable Path explicit, Path directory, Map<String, String> variables) {
    if (explicit != null) {
      return new YamlFile(explicit, variables);
    }
    String named = variables.getOrDefault(FILE_VARIABLE, "").strip();
    if (!named.isEmpty()) {
      return new YamlFile(Path.of(named), variables);
    }
    if (Files.exists(directory.resolve(USUAL_FILE))) {
      return new YamlFile(directory.resolve(USUAL_FILE).normalize(), variables);
    }
    return EnvironmentFamily.hasProvider(variables)
        ? new Environment(variables)
        : new BuiltIn(variables);
  }

  /**
   * The configuration of the first source that there is, looked for in the working directory.
   *
   * @throws ConfigException with every problem
   */
  static SluiceConfig resolve(@Nullable Path explicit, Map<String, String> variables) {
    return choose(explicit, Path.of(""), variables).load();
  }
}
