package dev.sluice.health;

import dev.sluice.config.OpenAiConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks one provider for a sign of life. Its futures never fail. */
final class Probe {
  private static final int LARGEST_LISTING = 8 * 1024 * 1024;
  private static final int LARGEST_ANSWER = 256 * 1024;

  private final Vertx vertx;
  private final OpenAiConfig provider;
  private final WebClient client;
  private final Duration timeout;

  Probe(Vertx vertx, ProbedProvider probed, Duration timeout) {
    this.vertx = vertx;
    this.provider = probed.provider();
    // A redirect would carry the credentials to wherever it points.
    this.client = WebClient.wrap(probed.client(), new WebClientOptions().setFollowRedirects(false));
    this.timeout = timeout;
  }

  /** {@code GET} of the list of models. */
  Future<Verdict> models() {
    BoundedBody body = body(LARGEST_LISTING);
    return request(HttpMethod.GET, provider.baseUrl() + "/models")
        .as(body)
        .send()
        .compose(this::judgeListing)
        .otherwise(cause -> broken(cause, body));
  }

  /** {@code GET} of a path at the origin. */
  Future<Verdict> path(String path) {
    URI base = provider.baseUrl();
    BoundedBody body = body(LARGEST_ANSWER);
    return request(HttpMethod.GET, base.getScheme() + "://" + base.getRawAuthority() + path)
        .as(body)
        .send()
        .map(this::judge)
        .otherwise(cause -> broken(cause, body));
  }

  /** A completion of one token. */
  Future<Verdict> completion(String model) {
    BoundedBody body = body(LARGEST_ANSWER);
    return request(HttpMethod.POST, provider.baseUrl() + "/chat/completions")
        .as(body)
        .sendJsonObject(oneToken(model))
        .map(this::judge)
        .otherwise(cause -> broken(cause, body));
  }

  private static JsonObject oneToken(String model) {
    JsonObject message = new JsonObject().put("role", "user").put("content", "ping");
    return new JsonObject()
        .put("model", model)
        .put("max_tokens", 1)
        .put("messages", new JsonArray().add(message));
  }

  private HttpRequest<Buffer> request(HttpMethod method, String url) {
    HttpRequest<Buffer> request = client.requestAbs(method, url).timeout(timeout.toMillis());
    provider.requestHeaders().forEach(request::putHeader);
    return request;
  }

  private BoundedBody body(int bound) {
    return new BoundedBody(bound, System.nanoTime() + timeout.toNanos(), System::nanoTime);
  }

  private Verdict judge(HttpResponse<Buffer> response) {
    boolean open = provider.forwardAuthorization() && provider.apiKey().isEmpty();
    return Verdict.ofStatus(response.statusCode(), open);
  }

  private Future<Verdict> judgeListing(HttpResponse<Buffer> response) {
    Buffer body = response.body();
    if (response.statusCode() != 200 || body == null) {
      return Future.succeededFuture(judge(response));
    }
    // A listing may be megabytes long: too long for an event loop.
    Callable<@Nullable Set<String>> reading = () -> ModelListing.names(body.getBytes());
    return vertx.executeBlocking(reading, false).map(Verdict.Alive::new);
  }

  private static Verdict broken(Throwable cause, BoundedBody body) {
    if (body.exceeded()) {
      return new Verdict.Alive(null);
    }
    if (cause instanceof TimeoutException) {
      return new Verdict.Dead("the provider does not answer in time");
    }
    return new Verdict.Dead("the provider cannot be reached");
  }
}
