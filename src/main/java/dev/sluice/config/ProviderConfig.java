package dev.sluice.config;

import dev.sluice.model.Dialect;
import dev.sluice.model.Timeouts;

/** An account somewhere. */
public sealed interface ProviderConfig permits OpenAiConfig, SimulatorConfig {
  /** Unique name. */
  String name();

  /** Whether it takes part: enabled in the configuration and given the credentials it needs. */
  boolean enabled();

  /** What it speaks. */
  Dialect dialect();

  /** Time bounds of an attempt. */
  Timeouts timeouts();

  /** Whether the models it lists may be asked for without being configured. */
  boolean discover();

  /** How its targets are probed. */
  ProbeConfig probe();
}
