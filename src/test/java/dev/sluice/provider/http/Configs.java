package dev.sluice.provider.http;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.PoolConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.provider.Attempts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of a provider under test. */
final class Configs {
  static final UpstreamTlsConfig TRUSTING = new UpstreamTlsConfig(true, null, null, null);

  private Configs() {}

  static ConnectionConfig plain(int port) {
    return at("http://127.0.0.1:" + port + "/v1");
  }

  static ConnectionConfig at(String base) {
    return of(base, false, pool(8, 8, false), null, TRUSTING);
  }

  static PoolConfig pool(int connections, int queue, boolean http2) {
    return new PoolConfig(connections, queue, Duration.ofSeconds(30), http2);
  }

  static ConnectionConfig keyed(int port, PoolConfig pool, boolean forward, List<Secret> keys) {
    return new ConnectionConfig(
        "house",
        true,
        URI.create("http://127.0.0.1:" + port + "/v1"),
        keys,
        forward,
        null,
        null,
        Map.of(),
        Attempts.TIMEOUTS,
        pool,
        null,
        TRUSTING,
        false,
        new ProbeConfig.None());
  }

  static ConnectionConfig of(
      String base, boolean forward, PoolConfig pool, @Nullable URI proxy, UpstreamTlsConfig tls) {
    return new ConnectionConfig(
        "house",
        true,
        URI.create(base),
        new Secret("sk-house"),
        forward,
        "org-1",
        "proj-1",
        Map.of("X-Region", new Secret("eu")),
        Attempts.TIMEOUTS,
        pool,
        proxy,
        tls,
        false,
        new ProbeConfig.None());
  }
}
