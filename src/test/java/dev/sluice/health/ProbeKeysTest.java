package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.Connections;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProbeKeysTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aDeadKeyAmongOthersLeavesTheProviderAliveAndTheNextProbeTakesTheNextKey() {
    Probe probe = probe(new Secret("dead"), new Secret("good"));

    Verdict first = probe.models().await();
    Verdict second = probe.models().await();

    assertThat(first).isEqualTo(new Verdict.Alive(null));
    assertThat(second).isEqualTo(new Verdict.Alive(Set.of("a")));
  }

  @Test
  void aDeadKeyAloneIsToldOfTheProvider() {
    assertThat(probe(new Secret("dead")).models().await()).isInstanceOf(Verdict.Dead.class);
  }

  private Probe probe(Secret... keys) {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(ProbeKeysTest::serve)
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    ConnectionConfig config =
        Connections.of("acme", port)
            .keys(List.of(keys))
            .trusting()
            .discover(true)
            .probe(new ProbeConfig.Models())
            .make();
    ProbedProvider probed = new ProbedProvider(config, vertx.createHttpClient(), List.of());
    return new Probe(vertx, probed, Duration.ofSeconds(10));
  }

  private static void serve(HttpServerRequest request) {
    boolean good = "Bearer good".equals(request.getHeader("authorization"));
    request
        .response()
        .setStatusCode(good ? 200 : 401)
        .end(good ? "{\"data\":[{\"id\":\"a\"}]}" : "{}");
  }
}
