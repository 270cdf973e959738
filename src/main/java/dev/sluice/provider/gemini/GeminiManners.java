package dev.sluice.provider.gemini;

import dev.sluice.config.GeminiConfig;
import dev.sluice.provider.Authority;
import dev.sluice.provider.Manners;
import dev.sluice.wire.gemini.GeminiFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Gemini's API is spoken to over HTTP. */
public final class GeminiManners {
  private GeminiManners() {}

  /**
   * Those of a provider as it is configured.
   *
   * @param authority gives the tokens of a service account; null where a key is sent
   */
  public static Manners of(GeminiConfig config, @Nullable Authority authority) {
    return new Manners(
        new GeminiPaths(config), "x-goog-api-key", false, Map.of(), GeminiFailure::of, authority);
  }
}
