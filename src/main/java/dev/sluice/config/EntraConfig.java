package dev.sluice.config;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Who gives out the tokens by which Azure knows the gateway: Microsoft Entra, by a client's
 * credentials.
 *
 * @param authority where tokens are given out, without a slash at the end
 * @param tenant the directory's id or name
 * @param client the application's id
 * @param secret the application's secret
 * @param scope what the token is for
 */
public record EntraConfig(
    URI authority, String tenant, String client, Secret secret, String scope) {
  /** The authority of the public cloud. */
  public static final URI PUBLIC = URI.create("https://login.microsoftonline.com");

  /** The scope of Azure's models. */
  public static final String SCOPE = "https://cognitiveservices.azure.com/.default";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final String NAME_RULE = "must be letters, digits, dots, dashes and underscores";

  public EntraConfig {
    new Rules()
        .require(NAME.matcher(tenant).matches(), "tenant", NAME_RULE)
        .require(NAME.matcher(client).matches(), "client", NAME_RULE)
        .require(!scope.isBlank(), "scope", "must not be empty")
        .require(
            "http".equals(authority.getScheme()) || "https".equals(authority.getScheme()),
            "authority",
            "must be like https://login.microsoftonline.com")
        .enforce();
  }

  /** Where tokens are asked for. */
  public URI token() {
    return URI.create(authority + "/" + tenant + "/oauth2/v2.0/token");
  }
}
