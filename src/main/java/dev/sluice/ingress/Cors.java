package dev.sluice.ingress;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.config.CorsConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Lets browsers of the configured origins call, by the Fetch standard's CORS protocol. */
final class Cors {
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized(
          "x-request-id, request-id, x-sluice-target, x-sluice-model, x-sluice-attempts,"
              + " x-sluice-explain, x-sluice-dropped, x-sluice-provider, retry-after,"
              + " retry-after-ms, x-should-retry");
  private static final CharSequence A_DAY = HttpHeaders.createOptimized("86400");
  private static final CharSequence METHODS =
      HttpHeaders.createOptimized("GET, POST, PUT, PATCH, DELETE, OPTIONS");

  private final CorsConfig config;
  private final boolean all;

  Cors(CorsConfig config) {
    this.config = config;
    this.all = config.origins().contains("*");
  }

  /** Whether any browser may call at all. */
  boolean enabled() {
    return !config.origins().isEmpty();
  }

  /** Puts the headers of an actual request; false when the origin may not call. */
  @CanIgnoreReturnValue
  boolean allow(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      return true;
    }
    HttpServerResponse response = request.response();
    if (!all) {
      response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    if (!all && !config.origins().contains(origin)) {
      return false;
    }
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, all ? "*" : origin)
        .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    return true;
  }

  /** Whether the request only asks for permission. */
  static boolean preflight(HttpServerRequest request) {
    return HttpMethod.OPTIONS.equals(request.method())
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /** Answers a request for permission. */
  void answerPreflight(HttpServerRequest request) {
    HttpServerResponse response = request.response().setStatusCode(204);
    if (allow(request)) {
      String wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, A_DAY);
      if (wanted != null) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
      }
    }
    Sent.ignore(response.end());
  }
}
