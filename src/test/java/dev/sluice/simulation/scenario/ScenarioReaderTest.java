package dev.sluice.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.load.ConfigException;
import dev.sluice.model.Presets;
import dev.sluice.model.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ScenarioReaderTest {
  private static final String WHOLE =
      """
      nodes: 4
      rate: 12.5
      duration: 3m
      warm_up: 20s
      prefer: cost=2,latency=1
      exploration: 0.01
      prompt: {median: 100}
      output: {median: 50, sigma: 0.5}
      targets:
        one:
          weight: 2
          priority: 3
          first_token: {median: 250ms, sigma: 0.4, tail: {share: 0.1, median: 3s, sigma: 0.2}}
          pace: {median: 80}
          price: {input: 2.5, cached_input: 1, output: 10}
          success: 0.9
          cached: 0.25
          quality: 0.8
          energy: 3
          rate_limit: 30
          capacity: 200
        two:
          first_token: {median: 1s}
          pace: {median: 40}
      events:
        - {at: 10s, outage: one, fails_after: 2s}
        - {at: 20s, recovery: one}
        - {at: 30s, price: two, to: {input: 1, output: 2}}
        - {at: 40s, latency: two, factor: 2.5}
        - {at: 50s, swap: [two, one]}
      """;

  @TempDir private Path folder;

  static List<String> builtIn() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void everyBuiltInScenarioCanBeRead(String name) {
    Scenario scenario = Scenarios.find(name);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.targets()).hasSizeGreaterThan(2);
  }

  @Test
  void everythingInAFileIsRead() throws IOException {
    Scenario read = Scenarios.find(file(WHOLE).toString());

    assertThat(read.name()).isEqualTo("mine");
    assertThat(read.traffic())
        .isEqualTo(
            new Traffic(
                4,
                12.5,
                Duration.ofMinutes(3),
                Duration.ofSeconds(20),
                new Draw(100, 0),
                new Draw(50, 0.5)));
    assertThat(read.preference()).isEqualTo(Presets.parse("latency=1, cost=2"));
    assertThat(read.exploration()).isEqualTo(0.01);
    assertThat(read.targets().getFirst())
        .isEqualTo(
            new ScenarioTarget(
                "one",
                2,
                3,
                new Truth(
                    new Draw(0.25, 0.4, new Draw.Tail(0.1, 3, 0.2)),
                    new Draw(80, 0),
                    0.9,
                    new Price(2_500_000_000L, 1_000_000_000L, 10_000_000_000L),
                    0.25,
                    0.8,
                    3,
                    new Truth.Load(30, 200))));
    assertThat(read.events())
        .containsExactly(
            new Event.Outage(10, 0, 2),
            new Event.Recovery(20, 0),
            new Event.PriceChange(30, 1, new Price(1_000_000_000L, 1_000_000_000L, 2_000_000_000L)),
            new Event.LatencyChange(40, 1, 2.5),
            new Event.Swap(50, 1, 0));
  }

  @Test
  void everyProblemIsToldWithItsPath() throws IOException {
    Path file =
        file(
            """
            rate: -1
            prompt: {median: 100}
            output: {median: 50, sgima: 1}
            prefer: nice
            targets:
              one:
                first_token: {median: 250ms, sigma: 9}
                pace: {median: 80}
                succes: 1
            events:
              - {at: 10s, outage: two}
              - {swap: [one]}
            """);

    assertThatThrownBy(() -> Scenarios.find(file.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            file + ":1 rate: must be above 0, at most 100000, not \"-1\"",
            file + ":3 output.sgima: unknown key; did you mean \"sigma\"?",
            file + ":4 prefer: 'nice' is no preference; write one of balanced",
            file + ":7 targets.one.first_token.sigma: must be 0 to 3, not \"9\"",
            file + ":9 targets.one.succes: unknown key; did you mean \"success\"?",
            file + ":11 events[0].outage: no target named \"two\" among [one]",
            file + ":12 events[1].at: must be given",
            file + ":12 events[1].swap: must be a list of two targets");
  }

  @Test
  void aNameThatIsNeitherScenarioNorFileIsAnsweredWithThoseThatAre() {
    assertThatThrownBy(() -> Scenarios.find("nowhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("nowhere", "stationary", "fleet");
  }

  @Test
  void aShorterScenarioLosesWhatWouldComeLater() {
    Scenario whole = Scenarios.find("outage");

    Scenario half = whole.lasting(Duration.ofSeconds(150));

    assertThat(half.events()).hasSize(1);
    assertThat(half.traffic().warmUp()).isEqualTo(Duration.ofMillis(37_500));
    assertThat(whole.lasting(Duration.ofMinutes(9)).traffic().warmUp())
        .isEqualTo(Duration.ofMinutes(1));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("mine.yaml"), text);
  }
}
