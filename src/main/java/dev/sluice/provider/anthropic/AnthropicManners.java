package dev.sluice.provider.anthropic;

import dev.sluice.config.AnthropicConfig;
import dev.sluice.provider.Manners;
import dev.sluice.wire.anthropic.MessagesFailure;
import java.util.Map;

/** How Anthropic's API is spoken to over HTTP. */
public final class AnthropicManners {
  private AnthropicManners() {}

  /** Those of a provider as it is configured. */
  public static Manners of(AnthropicConfig config) {
    return new Manners(
        _ -> config.path(),
        config.bearer() ? "authorization" : "x-api-key",
        config.bearer(),
        Map.of("anthropic-version", config.version()),
        MessagesFailure::of);
  }
}
