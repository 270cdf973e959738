package dev.sluice.provider.http;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.PoolConfig;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.provider.ClientName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens HTTP clients to OpenAI-compatible providers. */
public final class HttpClients {
  private static final int HEADER_BYTES = 64 * 1024;

  /** Longest frame of a conversation; a second of sound in text is a tenth of it. */
  private static final int SOCKET_FRAME_BYTES = 16 * 1024 * 1024;

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int HTTP2_WINDOW_BYTES = 1024 * 1024;

  private HttpClients() {}

  /**
   * A client for one lane and one provider: connections are neither shared with other lanes nor
   * moved between them. Answers are left as they come.
   */
  static HttpClientAgent open(Vertx vertx, ConnectionConfig config) {
    return open(vertx, config, options(config));
  }

  /** A client for probes and tokens, which asks for compressed answers and unpacks them. */
  public static HttpClientAgent openUnpacking(Vertx vertx, ConnectionConfig config) {
    return open(vertx, config, options(config).setDecompressionSupported(true));
  }

  private static HttpClientAgent open(
      Vertx vertx, ConnectionConfig config, HttpClientOptions options) {
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(pool(config.pool()))
        // The request that breaks with its connection tells; without a handler the client logs it.
        .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
        .build();
  }

  /** A client of WebSockets for one lane and one provider. */
  static WebSocketClient openSockets(Vertx vertx, ConnectionConfig config) {
    WebSocketClientOptions options =
        new WebSocketClientOptions()
            .setShared(true)
            .setName(ClientName.unique())
            .setMaxFrameSize(SOCKET_FRAME_BYTES)
            .setMaxMessageSize(SOCKET_FRAME_BYTES)
            .setMaxConnections(config.pool().connections())
            .setConnectTimeout(millis(config.timeouts().connect()))
            .setTryUsePerMessageCompression(false)
            .setTryUsePerFrameCompression(false)
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true);
    if (secure(config)) {
      options.setSsl(true);
      secure(options, config.tls());
      options.setVerifyHost(config.tls().verify());
    }
    if (config.proxy() != null) {
      options.setProxyOptions(proxy(config.proxy()));
    }
    return vertx.createWebSocketClient(options);
  }

  /** Whether the provider is reached by TLS. */
  static boolean secure(ConnectionConfig config) {
    return "https".equalsIgnoreCase(config.baseUrl().getScheme());
  }

  private static HttpClientOptions options(ConnectionConfig config) {
    int keep = seconds(config.pool().idle());
    HttpClientOptions options =
        new HttpClientOptions()
            .setShared(true)
            .setName(ClientName.unique())
            .setConnectTimeout(millis(config.timeouts().connect()))
            .setKeepAlive(true)
            .setKeepAliveTimeout(keep)
            .setHttp2KeepAliveTimeout(keep)
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setMaxHeaderSize(HEADER_BYTES)
            .setMaxChunkSize(CHUNK_BYTES)
            .setHttp2ConnectionWindowSize(HTTP2_WINDOW_BYTES);
    if (secure(config)) {
      options.setSsl(true).setVerifyHost(config.tls().verify());
      secure(options, config.tls());
      options
          .setUseAlpn(config.pool().http2())
          .setSslHandshakeTimeout(millis(config.timeouts().connect()))
          .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
          .setProtocolVersion(config.pool().http2() ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
    }
    if (config.proxy() != null) {
      options.setProxyOptions(proxy(config.proxy()));
    }
    return options;
  }

  private static void secure(ClientOptionsBase options, UpstreamTlsConfig tls) {
    if (!tls.verify()) {
      options.setTrustAll(true);
    } else if (tls.authorities() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(tls.authorities()));
    }
    if (tls.certificate() != null && tls.key() != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions().addCertPath(tls.certificate()).addKeyPath(tls.key()));
    }
  }

  /** The same number for both protocols: which one is spoken is known only after connecting. */
  private static PoolOptions pool(PoolConfig pool) {
    return new PoolOptions()
        .setHttp1MaxSize(pool.connections())
        .setHttp2MaxSize(pool.connections())
        .setMaxWaitQueueSize(Places.most(pool));
  }

  private static ProxyOptions proxy(URI uri) {
    boolean socks = uri.getScheme().toLowerCase(Locale.ROOT).startsWith("socks");
    ProxyOptions proxy =
        new ProxyOptions()
            .setType(socks ? ProxyType.SOCKS5 : ProxyType.HTTP)
            .setHost(uri.getHost())
            .setPort(uri.getPort() > 0 ? uri.getPort() : socks ? 1080 : 3128);
    String user = uri.getUserInfo();
    if (user != null) {
      int colon = user.indexOf(':');
      proxy.setUsername(colon < 0 ? user : user.substring(0, colon));
      proxy.setPassword(colon < 0 ? "" : user.substring(colon + 1));
    }
    return proxy;
  }

  private static int millis(Duration duration) {
    return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
  }

  private static int seconds(Duration duration) {
    return Math.clamp(duration.plusMillis(999).toSeconds(), 1, Integer.MAX_VALUE);
  }
}
