package dev.sluice.provider.azure;

import dev.sluice.bus.Attempt;
import dev.sluice.config.AzureConfig;
import dev.sluice.provider.Manners;
import dev.sluice.wire.openai.ProviderFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Azure's endpoints of OpenAI's API are spoken to over HTTP. */
public final class AzureManners {
  private static final int UNAUTHORISED = 401;

  private AzureManners() {}

  /**
   * Those of a provider as it is configured.
   *
   * @param tokens gives out tokens on this lane, null where keys are all there is
   */
  public static Manners of(AzureConfig config, @Nullable EntraTokens tokens) {
    Manners.Paths paths = paths(config);
    if (tokens == null) {
      return new Manners(paths, "api-key", false, Map.of(), ProviderFailure::of);
    }
    Manners.Failures failures =
        (status, body, headers) -> {
          if (status == UNAUTHORISED) {
            tokens.forget();
          }
          return ProviderFailure.of(status, body, headers);
        };
    return new Manners(paths, "api-key", false, Map.of(), failures, tokens);
  }

  private static Manners.Paths paths(AzureConfig config) {
    String root = config.root();
    String query = config.version() == null ? "" : "?api-version=" + config.version();
    String responses = config.responsesRoot() + Manners.RESPONSES + query;
    Manners.Paths others =
        config.deployments()
            ? attempt -> root + deployment(attempt) + attempt.endpoint().path() + query
            : attempt -> root + attempt.endpoint().path() + query;
    return attempt -> Manners.asksResponse(attempt) ? responses : others.of(attempt);
  }

  private static String deployment(Attempt attempt) {
    return URLEncoder.encode(attempt.upstreamModel(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
