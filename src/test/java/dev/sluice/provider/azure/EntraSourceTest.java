package dev.sluice.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.EntraConfig;
import dev.sluice.config.Secret;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Lane;
import dev.sluice.provider.azure.EntraTokens.Token;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntraSourceTest {
  private final Lane lane = new Lane();
  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void close() {
    lane.close();
  }

  private Future<Token> fetch(int status, String answer) {
    HttpServer server =
        Lane.get(
            lane.vertx()
                .createHttpServer()
                .requestHandler(request ->
                    request
                        .body()
                        .onSuccess(body -> {
                          asked.add(request.method() + " " + request.uri());
                          asked.add(request.getHeader("content-type"));
                          asked.add(body.toString());
                          request.response().setStatusCode(status).end(answer);
                        }))
                .listen(0, "127.0.0.1"));
    EntraConfig config =
        new EntraConfig(
            URI.create("http://127.0.0.1:" + server.actualPort()),
            "house",
            "app-1",
            new Secret("s&cret="),
            EntraConfig.SCOPE);
    return lane.call(() -> new EntraSource(lane.vertx()).fetch(config));
  }

  private static Failure failure(Future<Token> fetched) {
    try {
      fetched.toCompletionStage().toCompletableFuture().join();
      throw new AssertionError("a token came");
    } catch (CompletionException e) {
      return ((FailureException) Objects.requireNonNull(e.getCause())).failure();
    }
  }

  @Test
  void asksByTheCredentialsOfAClient() {
    Token token =
        Lane.get(
            fetch(
                200, "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"ey.1\"}"));

    assertThat(token).isEqualTo(new Token("ey.1", Duration.ofSeconds(3599)));
    assertThat(asked)
        .containsExactly(
            "POST /house/oauth2/v2.0/token",
            "application/x-www-form-urlencoded",
            "grant_type=client_credentials&client_id=app-1&client_secret=s%26cret%3D"
                + "&scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default");
  }

  @Test
  void takesALifeThatIsWrittenAsText() {
    assertThat(Lane.get(fetch(200, "{\"access_token\":\"a\",\"expires_in\":\"60\"}")).life())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|{\"error\":\"invalid_client\"}|unauthorised",
        "400|{\"error\":\"unauthorized_client\"}|unauthorised",
        "503||unavailable",
        "200|<html>|garbled",
        "200|[]|garbled",
        "200|{\"access_token\":\"\",\"expires_in\":5}|garbled",
        "200|{\"access_token\":\"a\"}|garbled",
        "200|{\"access_token\":\"a\\nb\",\"expires_in\":5}|garbled",
      })
  void whatIsNoTokenIsAFailureOfItsKind(int status, String answer, String kind) {
    assertThat(failure(fetch(status, answer == null ? "" : answer)).kind()).isEqualTo(kind);
  }
}
