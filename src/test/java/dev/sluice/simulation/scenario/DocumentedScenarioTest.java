package dev.sluice.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/simulation.md}. */
final class DocumentedScenarioTest {
  @Test
  void theDocumentedScenarioCanBeRead() throws IOException {
    Scenario scenario = ScenarioReader.parse("docs", "docs/simulation.md", block("yaml"));

    assertThat(scenario.targets()).extracting(ScenarioTarget::name).contains("swift", "thrifty");
    assertThat(scenario.events()).hasSize(5);
  }

  @Test
  void everyBuiltInScenarioIsDocumented() throws IOException {
    assertThat(Scenarios.names())
        .allSatisfy(name -> assertThat(page()).contains("| `" + name + "` |"));
  }

  private static String block(String language) throws IOException {
    String[] parts = page().split("```" + language + "\n", 2);
    return parts[1].substring(0, parts[1].indexOf("```"));
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/simulation.md"));
  }
}
