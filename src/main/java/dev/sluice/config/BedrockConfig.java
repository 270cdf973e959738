package dev.sluice.config;

import dev.sluice.model.Dialect;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider that speaks AWS Bedrock's Converse API.
 *
 * @param connection how it is reached; its keys are Bedrock's API keys
 * @param region for example {@code eu-central-1}; requests are signed for it
 * @param credentials what requests are signed with, null when an API key says who asks or keys are
 *     lent
 * @param lender who lends keys that requests are signed with, null for nobody
 */
public record BedrockConfig(
    ConnectionConfig connection,
    String region,
    @Nullable AwsCredentials credentials,
    @Nullable AwsLender lender)
    implements ConnectedConfig {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z0-9]{1,16}){1,4}");

  public BedrockConfig {
    new Rules()
        .require(isRegion(region), "region", "must be like eu-central-1")
        .require(
            credentials == null || connection.keys().isEmpty(),
            "api_key",
            "must not be given beside access_key_id")
        .require(
            lender == null || (credentials == null && connection.keys().isEmpty()),
            "credentials",
            "must not be lent where keys are given")
        .require(
            (credentials == null && lender == null) || !connection.forwardAuthorization(),
            "forward_authorization",
            "must be false where requests are signed")
        .enforce();
  }

  /** One that is lent nothing. */
  public BedrockConfig(
      ConnectionConfig connection, String region, @Nullable AwsCredentials credentials) {
    this(connection, region, credentials, null);
  }

  @Override
  public Dialect dialect() {
    return Dialect.BEDROCK_CONVERSE;
  }

  /** Whether it can be the name of a region. */
  public static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /** The base URL of a region, whose partition has a domain of its own. */
  public static URI baseUrl(String region) {
    return URI.create("https://bedrock-runtime." + region + "." + domain(region));
  }

  private static String domain(String region) {
    if (region.startsWith("cn-")) {
      return "amazonaws.com.cn";
    }
    if (region.startsWith("us-iso-")) {
      return "c2s.ic.gov";
    }
    if (region.startsWith("us-isob-")) {
      return "sc2s.sgov.gov";
    }
    if (region.startsWith("us-isof-")) {
      return "csp.hci.ic.gov";
    }
    if (region.startsWith("eu-isoe-")) {
      return "cloud.adc-e.uk";
    }
    return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
  }
}
