package dev.sluice.health;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.model.Target;
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
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks one provider for a sign of life. Its futures do not fail. */
final class Probe {
  private static final int LARGEST_LISTING = 8 * 1024 * 1024;
  private static final int LARGEST_ANSWER = 256 * 1024;

  private static final int FEWEST_OUTPUT_TOKENS = 16;
  private static final String PING = "ping";

  private final Vertx vertx;
  private final ConnectionConfig provider;
  private final WebClient client;
  private final long timeoutMillis;
  private final List<String> keys;
  private final List<Target> targets;
  private int turn;

  Probe(Vertx vertx, ProbedProvider probed, Duration timeout) {
    this.vertx = vertx;
    this.provider = probed.provider();
    // A redirect would carry the credentials to wherever it points.
    WebClientOptions options = new WebClientOptions().setFollowRedirects(false);
    this.client =
        ((WebClientInternal) WebClient.wrap(probed.client(), options))
            .addInterceptor(Probe::handOver);
    this.timeoutMillis = Math.max(1, timeout.toMillis());
    this.keys = provider.authorizations();
    this.targets = probed.targets();
  }

  /** {@code GET} of the list of models. */
  Future<Verdict> models() {
    String url = provider.baseUrl() + "/models";
    return ask(new BoundedBody(LARGEST_LISTING), HttpMethod.GET, url, HttpRequest::send)
        .compose(this::judgeListing);
  }

  /** {@code GET} of a path at the origin. */
  Future<Verdict> path(String path) {
    URI base = provider.baseUrl();
    String url = base.getScheme() + "://" + base.getRawAuthority() + path;
    return ask(new BoundedBody(LARGEST_ANSWER), HttpMethod.GET, url, HttpRequest::send)
        .map(Answer::verdict);
  }

  /** A completion of as few tokens as may be asked for. */
  Future<Verdict> completion(String model) {
    boolean responses = responses(model);
    String url = provider.baseUrl() + (responses ? "/responses" : "/chat/completions");
    JsonObject body = new JsonObject().put("model", model);
    if (responses) {
      body.put("max_output_tokens", FEWEST_OUTPUT_TOKENS).put("input", PING).put("store", false);
    } else {
      JsonObject message = new JsonObject().put("role", "user").put("content", PING);
      body.put("max_tokens", 1).put("messages", new JsonArray().add(message));
    }
    return ask(
            new BoundedBody(LARGEST_ANSWER),
            HttpMethod.POST,
            url,
            request -> request.sendJsonObject(body))
        .map(Answer::verdict);
  }

  /** Whether the model knows nothing else; who names it knows better than who takes all names. */
  private boolean responses(String model) {
    return targets.stream().anyMatch(target -> model.equals(target.upstream()))
        ? targets.stream()
            .anyMatch(target -> model.equals(target.upstream()) && target.takesResponsesOnly())
        : targets.stream().anyMatch(Target::takesResponsesOnly);
  }

  private Future<Answer> ask(
      BoundedBody body,
      HttpMethod method,
      String url,
      Function<HttpRequest<Buffer>, Future<HttpResponse<Buffer>>> send) {
    HttpRequest<Buffer> request = client.requestAbs(method, url).timeout(timeoutMillis).as(body);
    provider.requestHeaders().forEach(request::putHeader);
    if (keys.size() > 1) {
      request.putHeader("authorization", keys.get(turn));
    }
    long timer = vertx.setTimer(timeoutMillis, _ -> body.expire());
    return send.apply(request)
        .map(this::answer)
        .otherwise(cause -> new Answer(broken(cause, body), null))
        .onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** Once the answer has begun, only its stream can end the exchange: hands it to the body. */
  private static void handOver(HttpContext<?> context) {
    if (context.phase() == ClientPhase.RECEIVE_RESPONSE
        && context.request().bodyCodec() instanceof BoundedBody body) {
      body.begun(() -> context.clientResponse().request().reset());
    }
    context.next();
  }

  private Answer answer(HttpResponse<Buffer> response) {
    int status = response.statusCode();
    // One of several keys may be dead while the others serve: the next probe takes the next one.
    boolean several = keys.size() > 1;
    if (several && (status == 401 || status == 402 || status == 403 || status == 429)) {
      turn = (turn + 1) % keys.size();
    }
    boolean open = several || (provider.forwardAuthorization() && provider.keys().isEmpty());
    return new Answer(
        Verdict.ofStatus(status, open), response.statusCode() == 200 ? response.body() : null);
  }

  private Future<Verdict> judgeListing(Answer answer) {
    Buffer listing = answer.content();
    if (listing == null) {
      return Future.succeededFuture(answer.verdict());
    }
    // A listing may be megabytes long: too long for an event loop.
    Callable<@Nullable Set<String>> reading = () -> ModelListing.names(listing.getBytes());
    return vertx.executeBlocking(reading, false).map(Verdict.Alive::new);
  }

  private static Verdict broken(Throwable cause, BoundedBody body) {
    if (body.overflowed()) {
      return new Verdict.Alive(null);
    }
    if (body.late() || cause instanceof TimeoutException) {
      return new Verdict.Dead("the provider does not answer in time");
    }
    return new Verdict.Dead("the provider cannot be reached");
  }

  /**
   * What came back.
   *
   * @param content body of a 200
   */
  private record Answer(Verdict verdict, @Nullable Buffer content) {}
}
