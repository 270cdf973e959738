package dev.sluice.ingress;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.surface.Rendering;
import dev.sluice.wire.surface.Surface;
import dev.sluice.wire.surface.Surfaces;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** Names and values of headers, prepared once, and how failures are written with them. */
final class Headers {
  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  static final CharSequence ANTHROPIC = HttpHeaders.createOptimized("anthropic-version");
  static final CharSequence TARGET = HttpHeaders.createOptimized("x-sluice-target");
  static final CharSequence MODEL = HttpHeaders.createOptimized("x-sluice-model");
  static final CharSequence DROPPED = HttpHeaders.createOptimized(Dropped.HEADER);
  static final CharSequence PROVIDER = HttpHeaders.createOptimized("x-sluice-provider");
  static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("x-sluice-attempts");
  static final CharSequence EXPLAIN = HttpHeaders.createOptimized("x-sluice-explain");
  static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
  static final CharSequence RETRY_AFTER_MS = HttpHeaders.createOptimized("retry-after-ms");
  static final CharSequence SHOULD_RETRY = HttpHeaders.createOptimized("x-should-retry");
  static final CharSequence BUFFERING = HttpHeaders.createOptimized("x-accel-buffering");
  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  static final CharSequence EVENTS =
      HttpHeaders.createOptimized("text/event-stream; charset=utf-8");
  static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
  static final CharSequence NO = HttpHeaders.createOptimized("no");
  static final CharSequence FALSE = HttpHeaders.createOptimized("false");

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private Headers() {}

  /** Answers in OpenAI's words with the failure's status, headers and body; ends the response. */
  static void fail(HttpServerResponse response, Failure failure) {
    fail(response, Surfaces.OPENAI, failure);
  }

  /** As above, in the words of the surface. */
  static void fail(HttpServerResponse response, Surface surface, Failure failure) {
    Rendering shown = Rendering.of(failure);
    response.setStatusCode(surface.status(failure)).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    Duration wait = shown.retryAfter();
    if (wait != null) {
      long millis = Math.clamp(wait.toMillis(), 1, LONGEST_WAIT.toMillis());
      response
          .putHeader(RETRY_AFTER, Long.toString(Math.max(1, Math.ceilDiv(millis, 1000L))))
          .putHeader(RETRY_AFTER_MS, Long.toString(millis));
    }
    if (shown.hopeless()) {
      response.putHeader(SHOULD_RETRY, FALSE);
    }
    if (failure instanceof Failure.MethodNotAllowed wrong) {
      response.putHeader(HttpHeaders.ALLOW, wrong.allow());
    }
    String id = response.headers().get(REQUEST_ID);
    Sent.ignore(response.end(surface.failure(failure, id == null ? "" : id)));
  }

  /** Refuses a method that the path does not take, and says which ones it does. */
  static void refuseMethod(HttpServerRequest request, String allow) {
    refuseMethod(request, Surfaces.OPENAI, allow);
  }

  /** As above, in the words of the surface. */
  static void refuseMethod(HttpServerRequest request, Surface surface, String allow) {
    HttpServerResponse response = request.response();
    if (HttpMethod.OPTIONS.equals(request.method())) {
      Sent.ignore(response.setStatusCode(204).putHeader(HttpHeaders.ALLOW, allow).end());
      return;
    }
    fail(
        response,
        surface,
        new Failure.MethodNotAllowed(
            "This path does not take " + request.method() + "; it takes " + allow + ".", allow));
  }
}
