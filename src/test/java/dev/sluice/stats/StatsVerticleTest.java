package dev.sluice.stats;

import static dev.sluice.stats.Scene.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatsVerticleTest {
  private final Vertx vertx = Vertx.vertx();
  private final Scene scene = new Scene(1);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void gathersByItself() {
    assertThat(
            vertx
                .deployVerticle(new StatsVerticle(scene.board, 1), StatsVerticle.options())
                .await())
        .isNotEmpty();
    scene.succeed(0, ONE, 100, 200, null);

    await().until(() -> scene.board.snapshot().of(ONE.id()).attempts() == 1);
  }
}
