package dev.sluice.config;

import dev.sluice.model.Caps;
import dev.sluice.model.Timeouts;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is reached over HTTP, and with what keys.
 *
 * @param baseUrl for example {@code https://api.openai.com/v1}, without a slash at the end
 * @param keys credentials that are used in turn, none of them empty; none at all for none
 * @param forwardAuthorization whether the client's own {@code authorization} is passed on
 * @param organization value of {@code openai-organization}, null for none
 * @param project value of {@code openai-project}, null for none
 * @param headers further headers of every request
 * @param pool connections
 * @param proxy null for none
 * @param tls how the provider's certificate is checked
 */
public record ConnectionConfig(
    String name,
    boolean enabled,
    URI baseUrl,
    List<Secret> keys,
    boolean forwardAuthorization,
    @Nullable String organization,
    @Nullable String project,
    Map<String, Secret> headers,
    Timeouts timeouts,
    PoolConfig pool,
    @Nullable URI proxy,
    UpstreamTlsConfig tls,
    boolean discover,
    ProbeConfig probe,
    Caps caps) {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "host", "te", "transfer-encoding", "upgrade");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

  /** What a key has to be made of, in words. */
  public static final String VALUE_RULE = "must be visible ASCII characters";

  private static final String AUTHORIZATION = "authorization";
  private static final Secret NO_KEY = new Secret("");
  private static final String BASE_URL_RULE =
      "must be like https://api.example.com/v1: http or https, a host, no user, no query, no slash"
          + " at the end";
  private static final String PROXY_RULE =
      "must be like http://proxy.example.com:3128 or socks5://proxy.example.com:1080";

  public ConnectionConfig {
    keys = List.copyOf(keys);
    headers = Map.copyOf(headers);
    new Rules()
        .require(ProviderConfig.NAME.matcher(name).matches(), "name", ProviderConfig.NAME_RULE)
        .require(isBaseUrl(baseUrl), "base_url", BASE_URL_RULE)
        .require(keys.stream().allMatch(ConnectionConfig::isKey), "api_key", VALUE_RULE)
        .require(organization == null || isValue(organization), "organization", VALUE_RULE)
        .require(project == null || isValue(project), "project", VALUE_RULE)
        .require(
            headers.keySet().stream().allMatch(ConnectionConfig::isHeaderName),
            "headers",
            "must have names of letters, digits and dashes, and not frame the message")
        .require(
            headers.values().stream().allMatch(value -> isValue(value.reveal())),
            "headers",
            "must have values of visible ASCII characters and spaces")
        .require(proxy == null || isProxy(proxy), "proxy", PROXY_RULE)
        .enforce();
  }

  /** The same connection without keys. */
  public ConnectionConfig withoutKeys() {
    return with(Map.of());
  }

  /** The same connection without keys of its own, but with these headers in their place. */
  ConnectionConfig with(Map<String, Secret> credentials) {
    Map<String, Secret> all = new LinkedHashMap<>(credentials);
    all.putAll(headers);
    return with(List.of(), organization, project, all);
  }

  /** The same for a provider that does not know OpenAI's organizations and projects. */
  ConnectionConfig withoutAccount() {
    return organization == null && project == null ? this : with(keys, null, null, headers);
  }

  private ConnectionConfig with(
      List<Secret> otherKeys,
      @Nullable String otherOrganization,
      @Nullable String otherProject,
      Map<String, Secret> otherHeaders) {
    return new ConnectionConfig(
        name,
        enabled,
        baseUrl,
        otherKeys,
        forwardAuthorization,
        otherOrganization,
        otherProject,
        otherHeaders,
        timeouts,
        pool,
        proxy,
        tls,
        discover,
        probe,
        caps);
  }

  /** The first key, the empty one when there is none. */
  public Secret apiKey() {
    return keys.isEmpty() ? NO_KEY : keys.getFirst();
  }

  /**
   * Values of the header {@code authorization}, one a key. None when there is no key, or when a
   * configured header takes the place of all.
   */
  public List<String> authorizations() {
    return headers.keySet().stream().anyMatch(AUTHORIZATION::equalsIgnoreCase)
        ? List.of()
        : keys.stream().map(ConnectionConfig::bearer).toList();
  }

  /** Headers of every request: the first key, if any, the account and configured ones. */
  public Map<String, String> requestHeaders() {
    Map<String, String> all = new LinkedHashMap<>();
    if (!keys.isEmpty()) {
      all.put(AUTHORIZATION, bearer(keys.getFirst()));
    }
    if (organization != null) {
      all.put("openai-organization", organization);
    }
    if (project != null) {
      all.put("openai-project", project);
    }
    headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value.reveal()));
    return all;
  }

  /** Every component, without credentials: a proxy's user and password are left out as well. */
  @Override
  public String toString() {
    return "ConnectionConfig[name=%s, enabled=%s, baseUrl=%s, keys=%s, forwardAuthorization=%s, "
            .formatted(name, enabled, baseUrl, keys, forwardAuthorization)
        + "organization=%s, project=%s, headers=%s, timeouts=%s, pool=%s, "
            .formatted(organization, project, headers, timeouts, pool)
        + "proxy=%s, tls=%s, discover=%s, probe=%s, caps=%s]"
            .formatted(proxyAddress(), tls, discover, probe, caps);
  }

  /** The proxy without its user and password, null for none. */
  public @Nullable String proxyAddress() {
    return proxy == null ? null : proxy.getScheme() + "://" + hostAndPort(proxy);
  }

  private static String hostAndPort(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  private static boolean isBaseUrl(URI uri) {
    return hasScheme(uri, "http", "https")
        && uri.getHost() != null
        && uri.getPort() <= 65_535
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && !uri.getRawPath().endsWith("/");
  }

  private static boolean isProxy(URI uri) {
    return hasScheme(uri, "http", "socks5")
        && uri.getHost() != null
        && uri.getPort() <= 65_535
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static boolean hasScheme(URI uri, String one, String other) {
    return one.equalsIgnoreCase(uri.getScheme()) || other.equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isHeaderName(String name) {
    return TOKEN.matcher(name).matches() && !FRAMING.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether the text can be sent as a key. */
  public static boolean isKey(Secret key) {
    return !key.isEmpty() && isValue(key.reveal());
  }

  private static String bearer(Secret key) {
    return "Bearer " + key.reveal();
  }

  private static boolean isValue(String text) {
    return VALUE.matcher(text).matches();
  }
}
