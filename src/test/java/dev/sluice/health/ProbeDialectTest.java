package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.Connections;
import dev.sluice.config.ProbeConfig;
import dev.sluice.model.Dialect;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
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
        Connections.of("acme", port).probe(new ProbeConfig.Completion()).make();
    Target target = Targets.of("acme", null).id(TargetId.of("acme", "m")).dialect(dialect).make();
    ProbedProvider probed = new ProbedProvider(config, vertx.createHttpClient(), List.of(target));
    return new Probe(vertx, probed, Duration.ofSeconds(10));
  }

  private static void serve(HttpServerRequest request, String path) {
    request.response().setStatusCode(path.equals(request.path()) ? 200 : 404).end("{}");
  }
}
