package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigLoader;
import java.util.Map;

/** Loads the configurations that nodes are deployed with, as the nodes do. */
final class Configurations {
  private Configurations() {}

  static SluiceConfig load(String name, String yaml, Map<String, String> variables) {
    SluiceConfig config = ConfigLoader.parse(name, yaml, variables);
    assertThat(config.models()).isNotEmpty();
    return config;
  }
}
