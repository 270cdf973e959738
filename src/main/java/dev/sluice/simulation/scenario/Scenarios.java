package dev.sluice.simulation.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scenarios that are built in. */
public final class Scenarios {
  private static final List<String> NAMES =
      List.of(
          "stationary", "swap", "outage", "price-change", "heavy-tail", "rate-limited", "fleet");

  private Scenarios() {}

  /** Their names. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The built-in scenario of the name, else that of the file.
   *
   * @throws dev.sluice.config.load.ConfigException with every problem of the file
   * @throws IllegalArgumentException when there is neither
   */
  public static Scenario find(String nameOrFile) {
    if (NAMES.contains(nameOrFile)) {
      return builtIn(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "no scenario and no file is named %s; built in are %s"
              .formatted(nameOrFile, String.join(", ", NAMES)));
    }
    return ScenarioReader.load(file);
  }

  private static Scenario builtIn(String name) {
    String resource = name + ".yaml";
    try (InputStream in = Scenarios.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ScenarioReader.parse(name, "built-in " + resource, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
