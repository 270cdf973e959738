package dev.sluice.simulation.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Decision;
import dev.sluice.model.Explanation.Value;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.TargetId;
import dev.sluice.stats.decisions.DecisionWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of decision logs. */
final class DecisionLogTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Decision full =
        new Decision(
            Instant.parse("2026-01-31T12:00:00.123Z"),
            "gpt",
            Strategy.PARETO,
            3,
            600,
            100,
            new TargetId("a/gpt"),
            List.of(
                new Decision.Option(
                    new TargetId("a/gpt"),
                    2,
                    1,
                    new Price(3, 2, 1),
                    0.5,
                    7,
                    Map.of("cost", new Value(123_456, 12.5), "quality", new Value(0.7, 0))),
                new Decision.Option(new TargetId("b/gpt"), 1, 2, null, 1, 0, Map.of())));
    Path file = folder.resolve("log.jsonl");
    Files.writeString(file, DecisionWriter.line(full) + "\n\n" + DecisionWriter.line(full));

    List<Decision> read = DecisionReader.read(file);

    assertThat(read).containsExactly(full, full);
  }

  @Test
  void whatIsUnknownIsLeftOutAndWhatIsNewIsPassedOver() {
    Decision read =
        DecisionReader.parse(
            "log:1",
            """
            {"time":"2026-01-31T12:00:00Z","model":"m","strategy":"cost","target":"a","new":[],
             "options":[{"target":"a","values":{"cost":{"value":5},"latency":null}}]}\
            """);

    assertThat(read.options().getFirst().value("cost")).isEqualTo(5);
    assertThat(read.options().getFirst().value("latency")).isNaN();
    assertThat(read.options().getFirst().value("success")).isNaN();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                                           | log:4: is not JSON
          []                                                          | log:4: must be an object
          {"options":1}                                               | log:4 options: must be a list
          {"options":[{}]}                                            | log:4 options[0].target: must be a text
          {"options":[{"target":"a","weight":0}]}                     | log:4 options[0].weight: must be a whole number, at least 1
          {"options":[{"target":"a","warmth":2}]}                     | log:4 options[0]: weight and priority
          {"options":[{"target":"a","price":{"input":-1}}]}           | log:4 options[0].price.input: must be a whole number
          {"options":[{"target":"a","values":{"cost":"x"}}]}          | log:4 options[0].values.cost: must be a number
          {"options":[],"time":"noon"}                                | log:4 time: must be a time such as
          {"options":[],"time":"2026-01-31T12:00:00Z","strategy":"x"} | log:4 strategy: must be one of round_robin
          """)
  void aMistakeIsToldWithFileLineAndPath(String line, String message) {
    assertThatThrownBy(() -> DecisionReader.parse("log:4", line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void theChosenTargetIsOneOfTheOptions() {
    assertThatThrownBy(() ->
            DecisionReader.parse(
                "log:9",
                """
                {"time":"2026-01-31T12:00:00Z","model":"m","strategy":"cost","target":"b",
                 "options":[{"target":"a"}]}\
                """))
        .hasMessage("log:9: the chosen target is one of the options");
  }
}
