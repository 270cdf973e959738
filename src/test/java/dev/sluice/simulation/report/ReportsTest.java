package dev.sluice.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.Decision;
import dev.sluice.model.Preference;
import dev.sluice.model.Strategy;
import dev.sluice.simulation.Excerpt;
import dev.sluice.simulation.Simulation;
import dev.sluice.simulation.Worlds;
import dev.sluice.simulation.replay.Replay;
import dev.sluice.simulation.result.Study;
import dev.sluice.simulation.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results as people and programs read them. */
final class ReportsTest {
  private final Study study = study();

  @Test
  void theTableHasALineForEachStrategyAndTheOracle() {
    List<String> lines = Tables.text(study).lines().toList();

    assertThat(lines.getFirst()).startsWith("strategy").contains("on front", "herding");
    assertThat(lines.subList(1, 4))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("round_robin"),
            line -> assertThat(line).startsWith("random"),
            line -> assertThat(line).startsWith("oracle").contains("100.00 %"));
    assertThat(lines.subList(0, 4)).extracting(String::length).containsOnly(lines.get(1).length());
  }

  @Test
  void thePageStandsAloneAndEscapesNames() {
    String page = HtmlReport.of(study);

    assertThat(page)
        .startsWith("<!doctype html>")
        .endsWith("</html>\n")
        .contains("a&lt;b&amp;&#39;c&#39;", "<polyline", "<td>round_robin</td>", "seed 9")
        .doesNotContain("a<b", "http://", "https://", "NaN", "Infinity");
    assertThat(page.split("<svg", -1)).hasSize(1 + 5 + study.results().size());
  }

  @Test
  void theJsonHasEveryFigure() throws IOException {
    JsonNode json = new ObjectMapper().readTree(JsonReport.of(study));

    JsonNode first = json.get("results").get(0);
    assertThat(json.get("seed").asLong()).isEqualTo(9);
    assertThat(first.get("strategy").asText()).isEqualTo("round_robin");
    assertThat(first.at("/figures/firstToken/p99").asDouble()).isPositive();
    assertThat(first.at("/figures/adaptation").isNull()).isTrue();
    assertThat(first.at("/series/shares").size()).isEqualTo(4);
  }

  @Test
  void aReplayIsTold() throws IOException {
    List<Decision> log = new ArrayList<>();
    var _ = Simulation.run(Worlds.brief(), Strategy.ROUND_ROBIN, 1, Excerpt.all(log::add));
    var results = List.of(Replay.run(log, Strategy.RANDOM, Preference.BALANCED, 1));

    assertThat(Tables.text(results)).contains("share moved", "swift/model", "random");
    assertThat(new ObjectMapper().readTree(JsonReport.of(results)).get(0).get("moved").isNumber())
        .isTrue();
  }

  private static Study study() {
    Scenario brief = Worlds.brief();
    Scenario named =
        new Scenario(
            "a<b&'c'",
            brief.traffic(),
            brief.targets(),
            brief.events(),
            brief.preference(),
            brief.exploration());
    return Simulation.study(named, List.of(Strategy.ROUND_ROBIN, Strategy.RANDOM), 9);
  }
}
