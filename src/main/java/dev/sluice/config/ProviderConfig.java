package dev.sluice.config;

import dev.sluice.model.Api;
import dev.sluice.model.Caps;
import dev.sluice.model.Dialect;
import dev.sluice.model.Timeouts;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An account somewhere. */
public sealed interface ProviderConfig permits ConnectedConfig, SimulatorConfig {
  /** What a provider's name is made of. A slash would end it within a target's id. */
  Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** {@link #NAME} in words. */
  String NAME_RULE =
      "must be 1 to 64 letters, digits, dots, dashes or underscores, and begin with a letter or"
          + " digit";

  /** Unique name. */
  String name();

  /** Whether it takes part: enabled in the configuration and given the credentials it needs. */
  boolean enabled();

  /** What it speaks. */
  Dialect dialect();

  /** How it is asked for chats, null where there is no choice. */
  default @Nullable Api api() {
    return null;
  }

  /** Time bounds of an attempt. */
  Timeouts timeouts();

  /** Whether the models it lists may be asked for without being configured. */
  boolean discover();

  /** How its targets are probed. */
  ProbeConfig probe();

  /** Caps on what the fleet may ask of the account, over all its targets. */
  Caps caps();
}
