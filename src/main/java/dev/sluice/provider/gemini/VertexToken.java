package dev.sluice.provider.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Authority;
import dev.sluice.telemetry.LogKeys;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token by which a service account is known at Vertex: fetched when it is first needed, one
 * fetch at a time, and renewed {@link #AHEAD} of its end while it still serves. A fetch that failed
 * is not tried again for {@link #PAUSE}. Confined to its lane.
 */
public final class VertexToken implements Authority {
  static final Duration AHEAD = Duration.ofMinutes(5);
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(VertexToken.class);
  private static final Duration BOUND = Duration.ofSeconds(10);

  /** Lifetime of a token that does not tell its own. */
  private static final long USUAL = 600;

  private static final int MOST_BYTES = 64 * 1024;
  private static final String GRANT =
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
  private static final JsonKey TOKEN = JsonKey.of("access_token");
  private static final JsonKey LIFETIME = JsonKey.of("expires_in");

  private final Vertx vertx;
  private final String provider;
  private final ServiceAccount account;
  private final HttpClientAgent client;
  private final InstantSource clock;
  private @Nullable Token current;
  private @Nullable Future<Map<String, String>> fetching;
  private Instant pause = Instant.MIN;

  /**
   * No token yet.
   *
   * @param provider its name, for logs
   * @param client fetches tokens
   */
  public VertexToken(
      Vertx vertx,
      String provider,
      ServiceAccount account,
      HttpClientAgent client,
      InstantSource clock) {
    this.vertx = vertx;
    this.provider = provider;
    this.account = account;
    this.client = client;
    this.clock = clock;
  }

  private record Token(Map<String, String> headers, Instant end) {}

  @Override
  public Future<Map<String, String>> headers(URI uri, Buffer body) {
    Instant now = clock.instant();
    Token known = current;
    if (known == null || !now.isBefore(known.end())) {
      return now.isBefore(pause) ? Future.failedFuture(unauthorised()) : fetched(now);
    }
    if (!now.isBefore(known.end().minus(AHEAD)) && !now.isBefore(pause)) {
      // Whoever asks now is served by the one that ends soon; a fault shows in the log.
      fetched(now).onFailure(_ -> {});
    }
    return Future.succeededFuture(known.headers());
  }

  private Future<Map<String, String>> fetched(Instant now) {
    Future<Map<String, String>> running = fetching;
    if (running != null) {
      return running;
    }
    Future<Map<String, String>> begun =
        vertx
            .executeBlocking(() -> account.proof(now), false)
            .compose(proof -> exchange(Objects.requireNonNull(proof)))
            .timeout(BOUND.toMillis(), TimeUnit.MILLISECONDS)
            .map(answer -> take(answer, now))
            .recover(this::failed);
    fetching = begun;
    begun.onComplete(_ -> fetching = null);
    return begun;
  }

  private Future<Buffer> exchange(String proof) {
    Buffer form = Buffer.buffer(GRANT + URLEncoder.encode(proof, StandardCharsets.UTF_8));
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(account.tokenUri().toString())
            .setFollowRedirects(false)
            .setTimeout(BOUND.toMillis())
            .putHeader("content-type", "application/x-www-form-urlencoded")
            .putHeader("accept", "application/json");
    return client.request(options).compose(request -> request.send(form)).compose(this::body);
  }

  private Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      // Nobody reads the rest; without a handler the client logs that it was cut.
      response.exceptionHandler(_ -> {}).request().reset();
      return Future.failedFuture(
          new IllegalStateException("status " + response.statusCode() + " of the token's server"));
    }
    return response.body();
  }

  private Map<String, String> take(Buffer answer, Instant now) {
    Bytes bytes = Bytes.of(answer);
    FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
    String token = null;
    long seconds = USUAL;
    if (answer.length() > MOST_BYTES) {
      throw new IllegalStateException("the token's answer is too long");
    }
    in.reset(bytes.array(), bytes.from(), bytes.to());
    try {
      if (in.isObject() && in.object("token")) {
        while (in.member()) {
          if (in.on(TOKEN)) {
            token = in.text("access_token");
          } else if (in.on(LIFETIME)) {
            seconds = in.count();
          } else {
            in.skip();
          }
        }
      }
    } catch (MalformedJson e) {
      throw new IllegalStateException("the token's answer is not JSON", e);
    }
    if (token == null || token.isEmpty()) {
      throw new IllegalStateException("the token's answer holds none");
    }
    Map<String, String> headers = Map.of("authorization", "Bearer " + token);
    current = new Token(headers, now.plusSeconds(seconds));
    return headers;
  }

  private Future<Map<String, String>> failed(Throwable cause) {
    pause = clock.instant().plus(PAUSE);
    LOG.atWarn()
        .addKeyValue(LogKeys.PROVIDER, provider)
        .addKeyValue(LogKeys.CAUSE, String.valueOf(cause.getMessage()))
        .log("no token for the service account");
    return Future.failedFuture(unauthorised());
  }

  private static FailureException unauthorised() {
    return new FailureException(
        new Failure.Unauthorised("The provider gives the gateway's account no token."));
  }
}
