package dev.sluice.fleet.channel;

import dev.sluice.config.ChannelConfig;
import dev.sluice.config.FleetTlsConfig;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.util.concurrent.TimeUnit;

/** How the sockets between members are set. */
final class Sockets {
  /** Members speak at least every few seconds: a silent one is gone. */
  private static final int SILENCE_SECONDS = 30;

  private static final int CONNECT_MILLIS = 2000;

  private Sockets() {}

  /**
   * Of the end that is called.
   *
   * @param host address to listen on, empty for all
   */
  static NetServerOptions called(ChannelConfig config, String host) {
    NetServerOptions options =
        new NetServerOptions()
            .setHost(host.isEmpty() ? NetServerOptions.DEFAULT_HOST : host)
            .setPort(config.port())
            .setReadIdleTimeout(SILENCE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    FleetTlsConfig tls = config.tls();
    if (tls != null) {
      encrypt(options, tls);
      options.setClientAuth(ClientAuth.REQUIRED);
    }
    return options;
  }

  /** Of the end that calls. */
  static NetClientOptions caller(ChannelConfig config) {
    NetClientOptions options = new NetClientOptions().setConnectTimeout(CONNECT_MILLIS);
    FleetTlsConfig tls = config.tls();
    if (tls != null) {
      encrypt(options, tls);
      // Members come and go under any address: the fleet's own authority vouches for them, and the
      // handshake for which one it is.
      options.setHostnameVerificationAlgorithm("");
    }
    return options;
  }

  private static void encrypt(TCPSSLOptions options, FleetTlsConfig tls) {
    options
        .setSsl(true)
        .setKeyCertOptions(
            new PemKeyCertOptions().setCertPath(tls.certificate()).setKeyPath(tls.key()))
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.authorities()));
  }
}
