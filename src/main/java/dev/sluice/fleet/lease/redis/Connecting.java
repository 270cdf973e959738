package dev.sluice.fleet.lease.redis;

import dev.sluice.config.RedisConfig;
import dev.sluice.config.UpstreamTlsConfig;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.util.Objects;

/** How a Redis server is connected to. */
final class Connecting {
  private static final int CONNECTIONS = 4;
  private static final int WAITING = 1_024;

  private Connecting() {}

  static RedisOptions options(RedisConfig config) {
    URI url = Objects.requireNonNull(config.url(), "a server is given");
    int millis = (int) config.timeout().toMillis();
    NetClientOptions net =
        new NetClientOptions().setConnectTimeout(millis).setTcpKeepAlive(true).setTcpNoDelay(true);
    if ("rediss".equals(url.getScheme())) {
      secure(net, config.tls());
    }
    RedisOptions options =
        new RedisOptions()
            .setConnectionString(url.toString())
            .setMaxPoolSize(CONNECTIONS)
            .setMaxPoolWaiting(WAITING)
            .setMaxWaitingHandlers(WAITING)
            .setNetClientOptions(net);
    if (config.user() != null) {
      options.setUser(config.user());
    }
    if (!config.password().isEmpty()) {
      options.setPassword(config.password().reveal());
    }
    return options;
  }

  private static void secure(NetClientOptions net, UpstreamTlsConfig tls) {
    net.setSsl(true);
    if (!tls.verify()) {
      net.setTrustAll(true).setHostnameVerificationAlgorithm("");
    } else {
      net.setHostnameVerificationAlgorithm("HTTPS");
    }
    if (tls.verify() && tls.authorities() != null) {
      net.setTrustOptions(new PemTrustOptions().addCertPath(tls.authorities()));
    }
    if (tls.certificate() != null && tls.key() != null) {
      net.setKeyCertOptions(
          new PemKeyCertOptions().addCertPath(tls.certificate()).addKeyPath(tls.key()));
    }
  }
}
