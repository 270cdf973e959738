package dev.sluice.config;

import dev.sluice.model.Caps;
import dev.sluice.model.Timeouts;

/** A provider that is reached over the network. */
public sealed interface ConnectedConfig extends ProviderConfig
    permits AnthropicConfig, BedrockConfig, OllamaConfig, OpenAiConfig {
  /** How it is reached, with what keys. */
  ConnectionConfig connection();

  @Override
  default String name() {
    return connection().name();
  }

  @Override
  default boolean enabled() {
    return connection().enabled();
  }

  @Override
  default Timeouts timeouts() {
    return connection().timeouts();
  }

  @Override
  default boolean discover() {
    return connection().discover();
  }

  @Override
  default ProbeConfig probe() {
    return connection().probe();
  }

  @Override
  default Caps caps() {
    return connection().caps();
  }
}
