package dev.sluice.simulation.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Decision;
import dev.sluice.model.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The line of a log in {@code docs/simulation.md}. */
final class DocumentedDecisionTest {
  @Test
  void theDocumentedLineCanBeRead() throws IOException {
    String page = Files.readString(Path.of("docs/simulation.md"));
    String block = page.substring(page.indexOf("```json\n") + 8);

    Decision decision =
        DecisionReader.parse("docs/simulation.md", block.substring(0, block.indexOf("```")));

    assertThat(decision.target()).isEqualTo(new TargetId("openai/gpt-4o"));
    assertThat(decision.options().getLast().value("latency")).isEqualTo(0.55);
    assertThat(decision.options().getFirst().value("success")).isEqualTo(0.998);
  }
}
