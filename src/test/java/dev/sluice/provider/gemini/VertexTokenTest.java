package dev.sluice.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service account's token before a server of its own. */
final class VertexTokenTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final URI ASKED = URI.create("https://example.com/v1");

  private final Vertx vertx = Vertx.vertx();
  private final List<String> proofs = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final KeyPair keys = keys();
  private HttpServer server;
  private HttpClientAgent client;
  private ServiceAccount account;
  private VertexToken token;
  private volatile int status = 200;

  @TempDir private Path folder;

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = result(vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"));
    String pem = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
    String escaped = pem.replace("\r\n", "\\n");
    Path file = folder.resolve("account.json");
    Files.writeString(
        file,
        """
        {"type":"service_account","client_email":"sluice@example.com","private_key_id":"k1",
         "private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
         "token_uri":"http://127.0.0.1:%d/token"}
        """
            .formatted(escaped, server.actualPort()));
    client = vertx.createHttpClient();
    InstantSource clock = now::get;
    account = ServiceAccount.read(file);
    token = new VertexToken(vertx, "vertex", account, client, clock);
  }

  @AfterEach
  void close() {
    result(vertx.close());
  }

  private void serve(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          proofs.add(body.toString());
          String answer =
              "{\"access_token\":\"t%d\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
                  .formatted(proofs.size());
          request.response().setStatusCode(status).end(answer);
        });
  }

  private static <T> T result(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private Future<Map<String, String>> ask() {
    return token.headers(ASKED, Buffer.buffer());
  }

  @Test
  void aProofIsSignedForTheTokensServer() throws InvalidJwtException {
    assertThat(result(ask())).containsEntry("authorization", "Bearer t1");
    String form = URLDecoder.decode(proofs.getFirst(), StandardCharsets.UTF_8);
    String begin = "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=";
    assertThat(form).startsWith(begin);
    var claims =
        new JwtConsumerBuilder()
            .setVerificationKey(keys.getPublic())
            .setExpectedAudience("http://127.0.0.1:" + server.actualPort() + "/token")
            .setExpectedIssuer("sluice@example.com")
            .setEvaluationTime(NumericDate.fromSeconds(START.getEpochSecond()))
            .build()
            .processToClaims(form.substring(begin.length()));
    assertThat(claims.getClaimValue("scope")).asString().endsWith("/auth/cloud-platform");
  }

  @Test
  void allWhoWaitAreServedByOneFetch() {
    Future<Map<String, String>> one = ask();
    Future<Map<String, String>> other = ask();
    assertThat(result(one)).isEqualTo(result(other));
    assertThat(result(ask())).containsEntry("authorization", "Bearer t1");
    assertThat(proofs).hasSize(1);
  }

  @Test
  void aTokenIsRenewedBeforeItEndsWhileTheOldOneServes() {
    assertThat(result(ask())).containsEntry("authorization", "Bearer t1");
    now.set(START.plus(Duration.ofHours(1)).minus(VertexToken.AHEAD));
    assertThat(result(ask())).containsEntry("authorization", "Bearer t1");
    Awaitility.await()
        .untilAsserted(() -> assertThat(result(ask())).containsEntry("authorization", "Bearer t2"));
    assertThat(proofs).hasSize(2);
  }

  @Test
  void aRefusalIsToldAndNotRepeatedAtOnce() {
    status = 401;
    Future<Throwable> cause = ask().transform(done -> Future.succeededFuture(done.cause()));
    assertThat(result(cause))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Unauthorised.class));
    status = 200;
    assertThat(ask().failed()).isTrue();
    assertThat(proofs).hasSize(1);
    now.set(START.plus(VertexToken.PAUSE));
    assertThat(result(ask())).containsEntry("authorization", "Bearer t2");
  }

  @Test
  void anAccountNeverPrintsItsKey() {
    assertThat(account).hasToString("ServiceAccount[sluice@example.com]");
  }
}
