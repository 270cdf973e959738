package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What dashboards and alerts ask Prometheus for is what nodes tell it. */
final class DashboardsTest {
  private static final Path RULES = Path.of("cluster/prometheus/rules.yaml");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(sluice_\\w+)` \\| (\\w+) \\|");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:sluice|jvm|process|system)_[a-z0-9_]+\\b|\\bup\\b");
  private static final Set<String> OF_THE_PROCESS =
      Set.of("up", "process_cpu_usage", "jvm_memory_used_bytes", "jvm_memory_max_bytes");

  /** What members of a fleet tell of each other. */
  static Stream<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("cluster/grafana"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyMetricOfADashboardIsTold(Path file) throws IOException {
    JsonNode board = Yaml.json(file);
    List<String> queries = new ArrayList<>(board.findValuesAsText("expr"));
    queries.addAll(board.at("/templating/list").findValuesAsText("query"));
    assertThat(queries).hasSizeGreaterThan(5);
    assertThat(queries.stream().flatMap(DashboardsTest::metrics)).isSubsetOf(told());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelIsNamedExplainedAndAloneInItsPlace(Path file) throws IOException {
    JsonNode board = Yaml.json(file);
    assertThat(board.path("uid").asText()).startsWith("sluice-");
    Set<String> places = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : board.path("panels")) {
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(panel.path("description").asText()).isNotBlank();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(places.add(x + ":" + y)).as(panel.path("title").asText()).isTrue();
        }
      }
    }
  }

  @Test
  void everyMetricOfAnAlertIsTold() throws IOException {
    assertThat(Yaml.file(RULES).findValuesAsText("expr").stream().flatMap(DashboardsTest::metrics))
        .isNotEmpty()
        .isSubsetOf(told());
  }

  @Test
  void everyAlertSaysWhatItIsAndWhatToDo() throws IOException {
    String page = Files.readString(Path.of("docs/operating-a-fleet.md"));
    for (JsonNode rule : Yaml.file(RULES).at("/groups/0/rules")) {
      String name = rule.path("alert").asText();
      assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
      assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
      assertThat(rule.at("/annotations/runbook").asText())
          .isEqualTo("docs/operating-a-fleet.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(page).containsPattern("(?m)^###+ " + name + "$");
    }
  }

  private static Stream<String> metrics(String query) {
    return METRIC.matcher(query).results().map(MatchResult::group).toList().stream();
  }

  /** As the page about metrics has them, which another test holds to the program. */
  private static Set<String> told() throws IOException {
    Set<String> told = new HashSet<>(OF_THE_PROCESS);
    ROW.matcher(Files.readString(Path.of("docs/metrics.md")))
        .results()
        .forEach(row -> {
          if (row.group(2).equals("histogram")) {
            Stream.of("_bucket", "_sum", "_count").forEach(end -> told.add(row.group(1) + end));
          } else {
            told.add(row.group(1));
          }
        });
    return told;
  }
}
