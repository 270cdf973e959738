package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet of processes as its operators and its clients meet it. */
final class FleetTest {
  private static final int KILLED_BY_SIGTERM = 128 + 15;
  private static final String YAML =
      """
      providers:
        sim: {type: simulator, first_token: 1ms, pace: 1000, length: 3}
      models:
        chat: {targets: [{provider: sim}]}
      """;
  private static final String CHAT =
      "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  @TempDir private Path folder;

  private static ConditionFactory within(long seconds) {
    return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(20));
  }

  @Test
  void aNodeThatIsKilledIsMissedByTheOthersWhoServeOn() throws Exception {
    try (FleetProcesses fleet = FleetProcesses.start(folder, 3, YAML)) {
      fleet.node(2).kill();

      for (int i = 0; i < 2; i++) {
        NodeProcess node = fleet.node(i);
        within(3).untilAsserted(() -> assertThat(node.sees()).containsExactly("node-0", "node-1"));
        assertThat(node.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
        JsonNode health = node.json("/health").at("/fleet");
        assertThat(health.at("/standing").asText()).isEqualTo("majority");
        assertThat(health.at("/strength").asInt()).isEqualTo(3);
        assertThat(node.meter("sluice_fleet_members ")).isEqualTo(2);
        assertThat(node.meter("sluice_fleet_standing{state=\"majority\"}")).isEqualTo(1);
      }

      fleet.node(1).terminate();
      assertThat(fleet.node(1).exitCode()).isEqualTo(KILLED_BY_SIGTERM);
      within(10)
          .untilAsserted(() -> {
            JsonNode left = fleet.node(0).json("/admin/nodes");
            assertThat(left.at("/nodes")).hasSize(1);
            assertThat(left.at("/strength").asInt()).isEqualTo(2);
          });
      fleet.restart(2);
      assertThat(fleet.node(2).startMillis()).isPositive();
      within(10)
          .untilAsserted(() -> {
            JsonNode again = fleet.node(0).json("/admin/nodes");
            assertThat(again.at("/nodes")).hasSize(2);
            assertThat(again.at("/strength").asInt()).isEqualTo(2);
            assertThat(again.at("/standing").asText()).isEqualTo("majority");
          });
    }
  }

  @Test
  void aNodeThatIsFrozenIsLostAndReturns() throws Exception {
    String timing = "timing: {lost: 3s, heal: 1s}";
    try (FleetProcesses fleet = new FleetProcesses(folder, YAML, timing, 3)) {
      fleet.add();
      fleet.add();
      NodeProcess frozen = fleet.add();
      fleet.awaitWhole();

      frozen.freeze();

      for (int i = 0; i < 2; i++) {
        NodeProcess node = fleet.node(i);
        within(30).untilAsserted(() -> assertThat(node.sees()).containsExactly("node-0", "node-1"));
      }
      frozen.thaw();
      fleet.awaitWhole();
      for (NodeProcess node : fleet.nodes()) {
        assertThat(node.json("/health").at("/fleet/standing").asText()).isEqualTo("majority");
        assertThat(node.json("/health").at("/fleet/strength").asInt()).isEqualTo(3);
        assertThat(node.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aNodeDrainsByWayOfAnotherAndServesAgain() throws Exception {
    try (FleetProcesses fleet = FleetProcesses.start(folder, 2, YAML)) {
      NodeProcess near = fleet.node(0);
      NodeProcess far = fleet.node(1);
      assertThat(far.get("/ready").statusCode()).isEqualTo(200);

      assertThat(near.post("/admin/nodes/node-1/drain", "").statusCode()).isEqualTo(200);

      within(10)
          .untilAsserted(() -> {
            assertThat(far.get("/ready").statusCode()).isEqualTo(503);
            assertThat(near.json("/admin/nodes").at("/nodes/1/draining").asBoolean()).isTrue();
          });
      assertThat(far.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
      assertThat(near.get("/ready").statusCode()).isEqualTo(200);

      assertThat(near.post("/admin/nodes/node-1/resume", "").statusCode()).isEqualTo(200);

      within(10).untilAsserted(() -> assertThat(far.get("/ready").statusCode()).isEqualTo(200));
      assertThat(near.post("/admin/nodes/nobody/drain", "").statusCode()).isEqualTo(404);
    }
  }
}
