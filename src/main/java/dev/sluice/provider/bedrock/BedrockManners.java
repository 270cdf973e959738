package dev.sluice.provider.bedrock;

import dev.sluice.config.AwsCredentials;
import dev.sluice.config.BedrockConfig;
import dev.sluice.provider.Authority;
import dev.sluice.provider.Manners;
import dev.sluice.wire.bedrock.ConverseFailure;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;

/** How AWS Bedrock is spoken to over HTTP. */
public final class BedrockManners {
  private static final String SERVICE = "bedrock";

  private BedrockManners() {}

  /**
   * Those of a provider as it is configured, for the lane whose context is current.
   *
   * @param clock what time signatures tell
   */
  public static Manners of(Vertx vertx, BedrockConfig config, InstantSource clock) {
    AwsCredentials credentials = config.credentials();
    Authority authority =
        credentials == null
            ? null
            : new SigningAuthority(
                vertx.getOrCreateContext(),
                new Signer(credentials, config.region(), SERVICE),
                clock);
    return new Manners(
        Paths::of,
        "authorization",
        true,
        Map.of("accept", "application/vnd.amazon.eventstream, application/json"),
        ConverseFailure::of,
        authority);
  }
}
