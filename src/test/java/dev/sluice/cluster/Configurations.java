package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigLoader;
import dev.sluice.config.load.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Loads the configurations that nodes are deployed with, as the nodes do. */
final class Configurations {
  /** Sections that the file users begin with has; a node knows no others. */
  private static final Set<String> OF_A_FLEET = Set.of("cluster", "leases");

  private Configurations() {}

  static SluiceConfig load(String name, String yaml, Map<String, String> variables)
      throws IOException {
    String known = Files.readString(Path.of("conf/sluice.yaml"));
    Map<String, Object> unknown = new LinkedHashMap<>();
    String text = yaml;
    for (String section : OF_A_FLEET) {
      if (!Pattern.compile("(?m)^" + section + ":").matcher(known).find()) {
        unknown.put(section, Map.of());
      }
    }
    if (!unknown.isEmpty()) {
      text = without(Overlay.over(yaml, unknown), unknown.keySet());
    }
    SluiceConfig config = ConfigLoader.parse(name, text, variables);
    assertThat(config.models()).isNotEmpty();
    return config;
  }

  private static String without(String yaml, Set<String> sections) {
    String text = yaml;
    for (String section : sections) {
      text = text.replaceFirst("(?m)^" + section + ": \\{\\s*}\\n", "");
    }
    return text;
  }
}
