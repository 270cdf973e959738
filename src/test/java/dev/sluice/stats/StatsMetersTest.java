package dev.sluice.stats;

import static dev.sluice.stats.Scene.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StatsMetersTest {
  private final Scene scene = new Scene(1);

  @Test
  void tellsWhatIsKnownOfATarget() {
    for (int attempt = 0; attempt < 30; attempt++) {
      scene.succeed(0, ONE, 400, 800, null);
    }
    for (int attempt = 0; attempt < 10; attempt++) {
      scene.fail(0, ONE);
    }
    scene.board.refresh();

    assertThat(scrape().lines())
        .contains(
            "sluice_target_success_share{target=\"acme/one\"} 0.75",
            "sluice_target_success_share{target=\"acme/two\"} NaN",
            "sluice_target_first_token_p95_seconds{target=\"acme/two\"} NaN")
        .anySatisfy(line ->
            assertThat(line)
                .matches(
                    "sluice_target_first_token_p95_seconds\\{target=\"acme/one\"} 0\\.(39|40).*"));
  }

  private String scrape() {
    try (NodeMeters meters = new NodeMeters(scene.stats)) {
      meters.bindEach(new StatsMeters(scene.board));
      return meters.scrape();
    }
  }
}
