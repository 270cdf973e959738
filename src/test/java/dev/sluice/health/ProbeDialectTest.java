package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.PoolConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.model.Dialect;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Timeouts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbeDialectTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @CsvSource({"OPENAI_CHAT, /v1/chat/completions", "OPENAI_RESPONSES, /v1/responses"})
  void aCompletionIsAskedForAsTheTargetsAre(Dialect dialect, String path) {
    assertThat(probe(dialect, path).completion("m").await()).isInstanceOf(Verdict.Alive.class);
  }

  private Probe probe(Dialect dialect, String path) {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(request -> serve(request, path))
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    ConnectionConfig config =
        new ConnectionConfig(
            "acme",
            true,
            URI.create("http://127.0.0.1:" + port + "/v1"),
            List.of(),
            false,
            null,
            null,
            Map.of(),
            Timeouts.defaults(),
            PoolConfig.defaults(),
            null,
            UpstreamTlsConfig.defaults(),
            false,
            new ProbeConfig.Completion());
    Target target =
        new Target(
            TargetId.of("acme", "m"),
            "acme",
            dialect,
            null,
            1,
            1,
            true,
            0,
            null,
            Timeouts.defaults(),
            false);
    ProbedProvider probed = new ProbedProvider(config, vertx.createHttpClient(), List.of(target));
    return new Probe(vertx, probed, Duration.ofSeconds(10));
  }

  private static void serve(HttpServerRequest request, String path) {
    request.response().setStatusCode(path.equals(request.path()) ? 200 : 404).end("{}");
  }
}
