package dev.sluice.provider.openai;

import dev.sluice.bus.Attempt;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.model.Endpoint;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Manners;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Where a provider's requests go and what they all carry, made once. */
final class Address {
  private static final String AGENT =
      "sluice/"
          + Objects.requireNonNullElse(
              Adapter.class.getPackage().getImplementationVersion(), "development");

  private final Map<Endpoint, RequestOptions> stream = new EnumMap<>(Endpoint.class);
  private final Map<Endpoint, RequestOptions> whole = new EnumMap<>(Endpoint.class);

  Address(OpenAiConfig config, Manners manners) {
    for (Endpoint endpoint : Endpoint.values()) {
      String whole = endpoint == Endpoint.SPEECH ? "*/*" : "application/json";
      this.stream.put(endpoint, options(config, manners, endpoint, "text/event-stream"));
      this.whole.put(endpoint, options(config, manners, endpoint, whole));
    }
  }

  /** Options of the attempt's request. Shared: the client copies the headers and changes none. */
  RequestOptions of(Attempt attempt) {
    RequestOptions made =
        Objects.requireNonNull((attempt.stream() ? stream : whole).get(attempt.endpoint()));
    long connect = attempt.target().timeouts().connect().toMillis();
    return connect == made.getConnectTimeout()
        ? made
        : new RequestOptions(made).setConnectTimeout(connect);
  }

  private static RequestOptions options(
      OpenAiConfig config, Manners manners, Endpoint endpoint, String accept) {
    URI base = config.baseUrl();
    boolean secure = OpenAiClients.secure(config);
    int port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
    String host = base.getHost();
    String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(port, address))
        .setHost(host)
        .setPort(port)
        .setSsl(secure)
        .setURI(base.getRawPath() + manners.paths().apply(endpoint))
        .setFollowRedirects(false)
        .setConnectTimeout(config.timeouts().connect().toMillis())
        .setHeaders(headers(config, manners, accept));
  }

  /** A compressed answer is understood but not asked for: it would delay a stream's events. */
  private static MultiMap headers(OpenAiConfig config, Manners manners, String accept) {
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
