package dev.sluice.provider.http;

import dev.sluice.bus.Attempt;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.model.Endpoint;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Manners;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Where a provider's requests go and what they all carry, made once. */
final class Address {
  private static final String AGENT =
      "sluice/"
          + Objects.requireNonNullElse(
              Adapter.class.getPackage().getImplementationVersion(), "development");

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
      made = options(path, accept(attempt));
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

  private static String accept(Attempt attempt) {
    if (attempt.stream()) {
      return "text/event-stream";
    }
    return attempt.endpoint() == Endpoint.SPEECH ? "*/*" : "application/json";
  }

  private RequestOptions options(String path, String accept) {
    URI base = config.baseUrl();
    boolean secure = HttpClients.secure(config);
    int port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
    String host = base.getHost();
    String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(port, address))
        .setHost(host)
        .setPort(port)
        .setSsl(secure)
        .setURI(base.getRawPath() + path)
        .setFollowRedirects(false)
        .setConnectTimeout(config.timeouts().connect().toMillis())
        .setHeaders(headers(accept));
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
