package dev.sluice.provider.bedrock;

import dev.sluice.config.AwsCredentials;
import dev.sluice.config.AwsLender;
import dev.sluice.config.BedrockConfig;
import dev.sluice.provider.Authority;
import dev.sluice.provider.Manners;
import dev.sluice.wire.bedrock.ConverseFailure;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How AWS Bedrock is spoken to over HTTP. */
public final class BedrockManners {
  private static final String SERVICE = "bedrock";

  /** Kinds of refusals that are about the keys, and not about what they allow. */
  private static final List<String> STALE =
      List.of("ExpiredToken", "UnrecognizedClient", "InvalidClientTokenId");

  private BedrockManners() {}

  /**
   * Those of a provider as it is configured, for the lane whose context is current.
   *
   * @param clock what time signatures tell
   */
  public static Manners of(Vertx vertx, BedrockConfig config, InstantSource clock) {
    AwsCredentials credentials = config.credentials();
    AwsLender lender = config.lender();
    if (lender != null) {
      return lent(vertx, config, lender(vertx, lender), clock);
    }
    Authority authority =
        credentials == null
            ? null
            : new SigningAuthority(vertx.getOrCreateContext(), signer(credentials, config), clock);
    return manners(ConverseFailure::of, authority);
  }

  private static Lender lender(Vertx vertx, AwsLender lender) {
    LocalHttp http = new LocalHttp(vertx);
    return switch (lender) {
      case AwsLender.Container container -> new ContainerLender(vertx, http, container);
      case AwsLender.Instance instance -> new InstanceLender(http, instance);
    };
  }

  /** Keys that AWS does not take are thrown away: new ones may have been lent meanwhile. */
  private static Manners lent(
      Vertx vertx, BedrockConfig config, Lender lender, InstantSource clock) {
    LentKeys keys =
        new LentKeys(config.name(), lender, loan -> signer(loan.credentials(), config), clock);
    return manners(
        (status, body, headers) -> {
          String type = headers.apply("x-amzn-errortype");
          if (type != null && STALE.stream().anyMatch(type::contains)) {
            keys.forget();
          }
          return ConverseFailure.of(status, body, headers);
        },
        new SigningAuthority(vertx.getOrCreateContext(), keys::signer, clock));
  }

  private static Signer signer(AwsCredentials credentials, BedrockConfig config) {
    return new Signer(credentials, config.region(), SERVICE);
  }

  private static Manners manners(Manners.Failures failures, @Nullable Authority authority) {
    return new Manners(
        Paths::of, "authorization", true, Map.of("accept", "*/*"), failures, authority);
  }
}
