package dev.sluice.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server, 6.2 or later.
 *
 * @param url such as {@code redis://redis.example.com:6379/0}, with {@code rediss} for TLS; null
 *     when none is used
 * @param user null for the server's default
 * @param password empty for none
 * @param prefix what every key begins with
 * @param timeout of connecting
 * @param tls how the server's certificate is checked
 */
public record RedisConfig(
    @Nullable URI url,
    @Nullable String user,
    Secret password,
    String prefix,
    Duration timeout,
    UpstreamTlsConfig tls) {
  private static final int LONGEST_PREFIX = 64;
  private static final String URL_RULE =
      "must be like redis://redis.example.com:6379/0, or rediss:// for TLS: a host, no user, no"
          + " query";

  public RedisConfig {
    new Rules()
        .require(url == null || isRedis(url), "url", URL_RULE)
        .require(
            prefix.length() <= LONGEST_PREFIX && prefix.chars().allMatch(c -> c > ' ' && c < 127),
            "prefix",
            "must be at most 64 visible ASCII characters")
        .within("timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(1))
        .enforce();
  }

  /** No server. */
  public static RedisConfig defaults() {
    return new RedisConfig(
        null, null, new Secret(""), "sluice:", Duration.ofSeconds(2), UpstreamTlsConfig.defaults());
  }

  private static boolean isRedis(URI uri) {
    return ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))
        && uri.getHost() != null
        && uri.getPort() <= 65_535
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && uri.getRawPath().matches("(/\\d{0,3})?");
  }
}
