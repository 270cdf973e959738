package dev.sluice.provider.azure;

import dev.sluice.config.EntraConfig;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.ClientName;
import dev.sluice.provider.azure.EntraTokens.Token;
import dev.sluice.provider.azure.EntraTokens.TokenSource;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks Microsoft Entra for tokens by a client's credentials, over HTTP. */
public final class EntraSource implements TokenSource {
  private static final JsonKey ACCESS_TOKEN = JsonKey.of("access_token");
  private static final JsonKey EXPIRES_IN = JsonKey.of("expires_in");
  private static final int SECONDS = 10;

  /** Longest answer that is read, in bytes. */
  private static final int MOST = 64 * 1024;

  private final HttpClientAgent client;

  /** A source of the lane whose context is current. */
  public EntraSource(Vertx vertx) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setShared(true)
                .setName(ClientName.unique())
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS))
                .setKeepAlive(false));
  }

  @Override
  public Future<Token> fetch(EntraConfig config) {
    URI at = config.token();
    boolean secure = "https".equals(at.getScheme());
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(at.getHost())
            .setPort(at.getPort() > 0 ? at.getPort() : secure ? 443 : 80)
            .setSsl(secure)
            .setURI(at.getRawPath())
            .setTimeout(TimeUnit.SECONDS.toMillis(SECONDS))
            .putHeader("content-type", "application/x-www-form-urlencoded")
            .putHeader("accept", "application/json");
    return client.request(options).compose(request -> ask(request, form(config)));
  }

  private static Future<Token> ask(HttpClientRequest request, Buffer form) {
    return request
        .send(form)
        .compose(response ->
            read(response)
                .timeout(SECONDS, TimeUnit.SECONDS)
                .onFailure(_ -> request.reset())
                .map(body -> token(response.statusCode(), body)));
  }

  private static Future<Buffer> read(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.handler(part -> {
      if (body.length() <= MOST) {
        body.appendBuffer(part);
      }
    });
    return response.end().map(body);
  }

  private static Buffer form(EntraConfig config) {
    return Buffer.buffer(
        "grant_type=client_credentials&client_id="
            + encoded(config.client())
            + "&client_secret="
            + encoded(config.secret().reveal())
            + "&scope="
            + encoded(config.scope()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Token token(int status, Buffer body) {
    if (status / 100 == 4) {
      throw new FailureException(
          new Failure.Unauthorised(
              "The authority that gives out tokens does not accept the gateway's credentials."));
    }
    if (status / 100 != 2) {
      throw new FailureException(
          new Failure.Unavailable(
              status, "The authority that gives out tokens failed (status " + status + ").", null));
    }
    try {
      return token(body);
    } catch (MalformedJson e) {
      throw strange();
    }
  }

  private static Token token(Buffer body) {
    Bytes bytes = Bytes.of(body);
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
    if (cursor.peek() != '{') {
      throw strange();
    }
    String text = "";
    long seconds = 0;
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(ACCESS_TOKEN) && cursor.peek() == '"') {
        text = cursor.string();
      } else if (cursor.on(EXPIRES_IN)) {
        seconds = seconds(cursor);
      } else {
        cursor.skip();
      }
    }
    if (text.isEmpty() || seconds <= 0 || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw strange();
    }
    return new Token(text, Duration.ofSeconds(Math.min(seconds, Duration.ofDays(1).toSeconds())));
  }

  /** A number, which older authorities write as a text. */
  private static long seconds(JsonCursor cursor) {
    if (cursor.peek() != '"') {
      return cursor.integer();
    }
    String text = cursor.string();
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
  }

  private static FailureException strange() {
    return new FailureException(
        new Failure.Garbled("The authority that gives out tokens sent something else."));
  }

  /** Closes its connections. */
  public Future<Void> close() {
    return client.close();
  }
}
