package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of one node of a fleet changes, and then those of the others. */
final class ConfigChangeTest {
  private static final String MODELS =
      """
      reload: {watch: 100ms}
      providers:
        sim: {type: simulator, first_token: 10ms, pace: 100, jitter: 0, length: 30}
      models:
        chat: {targets: [{provider: sim, model: m}]}
      """;
  private static final String MORE = "  late: {targets: [{provider: sim, model: n}]}\n";
  private static final String LATE =
      "{\"model\":\"late\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  @TempDir private Path folder;

  @Test
  void itIsTakenByAllOrByNone() throws Exception {
    try (FleetProcesses fleet = FleetProcesses.start(folder, 3, MODELS);
        Visitor whole = new Visitor(fleet.node(0).url(), "chat", false);
        Visitor streams = new Visitor(fleet.node(1).url(), "chat", true)) {
      String version = fleet.node(0).json("/admin/config").at("/version").asText();
      change(0, MORE);
      awaitState(fleet.node(0), "waiting");
      assertThat(texts(fleet.node(0), "/waiting_for")).containsExactly("node-1", "node-2");
      assertThat(fleet.node(2).json("/admin/nodes").findValuesAsText("offered_version"))
          .contains(version, fleet.node(0).json("/admin/config").at("/offered").asText());
      change(1, MORE);
      change(2, "  wrong: {targets: [{provider: none, model: n}]}\n");
      awaitState(fleet.node(1), "waiting");
      awaitState(fleet.node(2), "refused");
      await()
          .untilAsserted(
              () -> assertThat(texts(fleet.node(0), "/waiting_for")).containsExactly("node-2"));
      for (NodeProcess node : fleet.nodes()) {
        assertThat(node.post("/v1/chat/completions", LATE).statusCode()).isEqualTo(404);
        assertThat(node.json("/admin/config").at("/version").asText()).isEqualTo(version);
      }

      change(2, MORE);

      for (NodeProcess node : fleet.nodes()) {
        awaitState(node, "current");
        assertThat(node.post("/v1/chat/completions", LATE).statusCode()).isEqualTo(200);
        assertThat(node.json("/admin/config").at("/version").asText()).isNotEqualTo(version);
        assertThat(texts(node, "/changes")).containsExactly("model late added");
        await()
            .untilAsserted(() ->
                assertThat(node.json("/admin/nodes").findValuesAsText("config"))
                    .containsExactly("same", "same", "same"));
      }
      assertServed(whole);
      assertServed(streams);
    }
  }

  private static void assertServed(Visitor visitor) throws Exception {
    visitor.finish();
    assertThat(visitor.failures()).isEmpty();
    assertThat(visitor.served()).isPositive();
  }

  /** As an operator does it: what is in force is added to. */
  private void change(int node, String added) throws Exception {
    Path file = folder.resolve("node-" + node + ".yaml");
    String text = Files.readString(file);
    int end = text.indexOf("  wrong:");
    Files.writeString(file, (end < 0 ? text : text.substring(0, end)) + added);
  }

  private static void awaitState(NodeProcess node, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(node.json("/admin/config").at("/state").asText())
                .as(node.name())
                .isEqualTo(state));
  }

  private static List<String> texts(NodeProcess node, String at) throws Exception {
    List<String> texts = new ArrayList<>();
    JsonNode found = node.json("/admin/config").at(at);
    found.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
