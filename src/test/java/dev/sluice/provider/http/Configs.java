package dev.sluice.provider.http;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.Connections;
import dev.sluice.config.PoolConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
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

  /** An adapter of the lane with a pool of that size. */
  static Adapter adapter(Lane lane, ScriptedProvider provider, int connections, int queue) {
    String base = "http://127.0.0.1:" + provider.port();
    PoolConfig pool = pool(connections, queue, false);
    return lane.adapter(
        vertx -> new HttpAdapter(vertx, of(base, false, pool, null, TRUSTING), 1024));
  }

  static PoolConfig pool(int connections, int queue, boolean http2) {
    return new PoolConfig(connections, queue, Duration.ofSeconds(30), http2);
  }

  static ConnectionConfig keyed(int port, PoolConfig pool, boolean forward, List<Secret> keys) {
    return Connections.of("house", port)
        .keys(keys)
        .forwardAuthorization(forward)
        .timeouts(Attempts.TIMEOUTS)
        .pool(pool)
        .tls(TRUSTING)
        .make();
  }

  static ConnectionConfig of(
      String base, boolean forward, PoolConfig pool, @Nullable URI proxy, UpstreamTlsConfig tls) {
    return Connections.of("house", URI.create(base))
        .key("sk-house")
        .forwardAuthorization(forward)
        .account("org-1", "proj-1")
        .headers(Map.of("X-Region", new Secret("eu")))
        .timeouts(Attempts.TIMEOUTS)
        .pool(pool)
        .proxy(proxy)
        .tls(tls)
        .make();
  }
}
