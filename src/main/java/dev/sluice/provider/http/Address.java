package dev.sluice.provider.http;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Dial;
import dev.sluice.bus.Passage;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.model.Endpoint;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Manners;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Where a provider's requests go and what they all carry, made once. */
final class Address {
  private static final String AGENT =
      "sluice/"
          + Objects.requireNonNullElse(
              Adapter.class.getPackage().getImplementationVersion(), "development");

  private static final String GOOGLE_KEY = "x-goog-api-key";

  /** Most paths that are remembered; those of a provider name its models at most. */
  private static final int KEPT = 1024;

  private final ConnectionConfig config;
  private final Manners manners;
  private final Map<String, RequestOptions> streams = new HashMap<>();
  private final Map<String, RequestOptions> answers = new HashMap<>();

  Address(ConnectionConfig config, Manners manners) {
    this.config = config;
    this.manners = manners;
  }

  /** Options of the attempt's request. Shared: the client copies the headers and changes none. */
  RequestOptions of(Attempt attempt) {
    Map<String, RequestOptions> kept = attempt.stream() ? streams : answers;
    String path = manners.paths().of(attempt);
    RequestOptions made = kept.get(path);
    if (made == null) {
      made = options(path, headers(accept(attempt)));
      if (kept.size() < KEPT) {
        kept.put(path, made);
      }
    }
    long connect = attempt.target().timeouts().connect().toMillis();
    return connect == made.getConnectTimeout()
        ? made
        : new RequestOptions(made).setConnectTimeout(connect);
  }

  /** The whole URI that the attempt's request is posted to. */
  URI uri(Attempt attempt) {
    return URI.create(config.baseUrl() + manners.paths().of(attempt));
  }

  /** Options of a request that is passed on as it is. */
  RequestOptions of(Passage passage) {
    MultiMap headers = HttpHeaders.headers().addAll(passage.headers());
    own(headers);
    boolean rooted = passage.path().startsWith("/") || !config.baseUrl().getRawPath().isEmpty();
    String path = rooted ? passage.path() : "/" + passage.path();
    return options(GOOGLE_KEY.equals(manners.keyHeader()) ? keyless(path) : path, headers)
        .setMethod(HttpMethod.valueOf(passage.method()));
  }

  /** Options of a WebSocket. */
  WebSocketConnectOptions of(Dial dial) {
    URI base = config.baseUrl();
    MultiMap headers = HttpHeaders.headers().addAll(dial.headers());
    own(headers);
    String model = URLEncoder.encode(dial.upstreamModel(), StandardCharsets.UTF_8);
    String path = Endpoint.REALTIME.path() + "?model=" + model;
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    options
        .setServer(server())
        .setHost(base.getHost())
        .setPort(port())
        .setSsl(HttpClients.secure(config))
        .setURI(base.getRawPath() + path)
        .setTimeout(dial.target().timeouts().firstByte().toMillis())
        .setConnectTimeout(dial.target().timeouts().connect().toMillis())
        .setHeaders(headers);
    return options.setSubProtocols(dial.subprotocols()).setAllowOriginHeader(false);
  }

  /** Puts the provider's own headers; of those it only prefers, the client's may be others. */
  private void own(MultiMap headers) {
    headers.set("accept-encoding", "identity");
    manners
        .requestHeaders(config)
        .forEach((name, value) -> {
          boolean preferred = manners.headers().containsKey(name);
          if (!preferred || !headers.contains(name)) {
            headers.set(name, value);
          }
        });
    if (!headers.contains("user-agent")) {
      headers.set("user-agent", AGENT);
    }
  }

  /** The path without a key in its query, which would be the client's. */
  private static String keyless(String path) {
    return path.replaceAll("(?<=[?&])key=[^&]*&?", "").replaceAll("[?&]$", "");
  }

  /** The whole URI of a request that is passed on. */
  URI uri(Passage passage) {
    return URI.create(config.baseUrl() + passage.path());
  }

  private static String accept(Attempt attempt) {
    if (attempt.stream()) {
      return "text/event-stream";
    }
    Endpoint asked = attempt.endpoint();
    return asked.media() || asked.form() ? "*/*" : "application/json";
  }

  private int port() {
    int port = config.baseUrl().getPort();
    return port > 0 ? port : HttpClients.secure(config) ? 443 : 80;
  }

  private SocketAddress server() {
    String host = config.baseUrl().getHost();
    String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return SocketAddress.inetSocketAddress(port(), address);
  }

  private RequestOptions options(String path, MultiMap headers) {
    URI base = config.baseUrl();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(server())
        .setHost(base.getHost())
        .setPort(port())
        .setSsl(HttpClients.secure(config))
        .setURI(base.getRawPath() + path)
        .setFollowRedirects(false)
        .setConnectTimeout(config.timeouts().connect().toMillis())
        .setHeaders(headers);
  }

  /** A compressed answer is understood but not asked for: it would delay a stream's events. */
  private MultiMap headers(String accept) {
    MultiMap headers =
        HttpHeaders.headers()
            .set("content-type", "application/json")
            .set("accept", accept)
            .set("accept-encoding", "identity")
            .set("user-agent", AGENT);
    manners.requestHeaders(config).forEach(headers::set);
    return headers;
  }
}
