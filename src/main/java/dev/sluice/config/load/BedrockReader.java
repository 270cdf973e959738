package dev.sluice.config.load;

import dev.sluice.config.AwsCredentials;
import dev.sluice.config.AwsLender;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.Secret;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider at AWS Bedrock. What the file does not say of its account is taken from the
 * variables that AWS's own tools read.
 */
final class BedrockReader {
  private static final String REGION_RULE =
      "must be given, for example eu-central-1, or AWS_REGION must be set";

  private static final String UNSET = "unset-1";

  private BedrockReader() {}

  /**
   * The provider, null after problems were told.
   *
   * @param connection reads how it is reached, by its base URL and the keys beyond those it names
   */
  static @Nullable BedrockConfig read(
      Section section, Function<Start, @Nullable ConnectionConfig> connection) {
    String region = or(section.text("region"), section, "AWS_REGION", "AWS_DEFAULT_REGION");
    if (region == null) {
      section.problem("region", REGION_RULE);
    }
    URI base =
        region != null && BedrockConfig.isRegion(region) ? BedrockConfig.baseUrl(region) : null;
    AwsLenders.Place place = AwsLenders.place(section);
    Account account = account(section);
    boolean keyed = section.text("api_key") != null || !section.texts("api_keys").isEmpty();
    if (place != AwsLenders.Place.ENVIRONMENT) {
      return lent(section, place, region, base, connection);
    }
    String bearer = keyed || account.given ? null : section.variable("AWS_BEARER_TOKEN_BEDROCK");
    AwsCredentials credentials = keyed || bearer != null ? account.own : account.any;
    boolean known = credentials != null || keyed || bearer != null;
    ConnectionConfig reached =
        connection.apply(new Start(base, bearer == null ? null : new Secret(bearer), known));
    return reached == null
        ? null
        : section.build(
            () -> new BedrockConfig(reached, region == null ? UNSET : region, credentials));
  }

  private static @Nullable BedrockConfig lent(
      Section section,
      AwsLenders.Place place,
      @Nullable String region,
      @Nullable URI base,
      Function<Start, @Nullable ConnectionConfig> connection) {
    if (section.given("access_key_id") || section.given("secret_access_key")) {
      section.problem("credentials", "must be environment where access_key_id is given");
    }
    AwsLender lender = AwsLenders.lender(section, place);
    ConnectionConfig reached = connection.apply(new Start(base, null, lender != null));
    return reached == null
        ? null
        : section.build(
            () -> new BedrockConfig(reached, region == null ? UNSET : region, null, lender));
  }

  /**
   * What is known of the connection beforehand.
   *
   * @param base where it goes unless {@code base_url} says otherwise, null for unknown
   * @param key a key that the file does not name, null for none
   * @param complete whether it is known who asks; else the provider is disabled
   */
  record Start(@Nullable URI base, @Nullable Secret key, boolean complete) {}

  /**
   * Credentials.
   *
   * @param given whether the file names some
   * @param own those of the file, null for none
   * @param any those of the file, or else of the environment; null for none
   */
  private record Account(
      boolean given, @Nullable AwsCredentials own, @Nullable AwsCredentials any) {}

  private static Account account(Section section) {
    String id = section.text("access_key_id");
    String key = section.text("secret_access_key");
    String session = section.text("session_token");
    boolean given = section.given("access_key_id") || section.given("secret_access_key");
    if (given) {
      AwsCredentials own = id == null && key == null ? null : build(section, id, key, session);
      return new Account(true, own, own);
    }
    String otherId = section.variable("AWS_ACCESS_KEY_ID");
    String otherKey = section.variable("AWS_SECRET_ACCESS_KEY");
    if (otherId == null || otherKey == null) {
      return new Account(false, null, null);
    }
    String token = session == null ? section.variable("AWS_SESSION_TOKEN") : session;
    return new Account(false, null, build(section, otherId, otherKey, token));
  }

  private static @Nullable AwsCredentials build(
      Section section, @Nullable String id, @Nullable String key, @Nullable String session) {
    return section.check(() ->
        new AwsCredentials(
            new Secret(id == null ? "" : id),
            new Secret(key == null ? "" : key),
            session == null ? null : new Secret(session)));
  }

  private static @Nullable String or(@Nullable String given, Section section, String... names) {
    String found = given;
    for (String name : names) {
      found = found == null ? section.variable(name) : found;
    }
    return found;
  }
}
