package dev.sluice.simulation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.Decision;
import dev.sluice.model.Explanation.Value;
import dev.sluice.model.Preference;
import dev.sluice.model.Strategy;
import dev.sluice.model.TargetId;
import dev.sluice.simulation.Excerpt;
import dev.sluice.simulation.Simulation;
import dev.sluice.simulation.Worlds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReplayTest {
  @ParameterizedTest
  @EnumSource(names = {"ROUND_ROBIN", "WEIGHTED"})
  void theSamePolicyChangesNothing(Strategy strategy) {
    List<Decision> log = log(strategy);

    ReplayResult result = Replay.run(log, strategy, Preference.BALANCED, 1);

    assertThat(result.changed()).isZero();
    assertThat(result.moved()).isZero();
    assertThat(result.replayed()).isEqualTo(result.recorded());
  }

  @ParameterizedTest
  @EnumSource
  void whereChanceDecidesTheSamePolicyMovesNextToNothing(Strategy strategy) {
    ReplayResult result = Replay.run(log(strategy), strategy, Preference.BALANCED, 1);

    // Draws and exploration fall otherwise.
    assertThat(result.moved()).isLessThan(0.05);
  }

  @Test
  void anotherPolicyMovesItsShareAndItsCost() {
    List<Decision> log = new ArrayList<>();
    for (int k = 0; k < 400; k++) {
      log.add(decision(k, k % 2 == 0 ? "dear" : "cheap"));
    }

    ReplayResult result = Replay.run(log, Strategy.WEIGHTED, Preference.BALANCED, 1);

    assertThat(result.decisions()).isEqualTo(400);
    assertThat(result.moved()).isEqualTo(0.25, within(1e-9));
    assertThat(result.targets())
        .containsExactly(
            new ReplayResult.Share("m", new TargetId("dear"), 0.5, 0.25),
            new ReplayResult.Share("m", new TargetId("cheap"), 0.5, 0.75));
    assertThat(result.recorded().cost()).isEqualTo(60, within(1e-9));
    assertThat(result.replayed().cost()).isEqualTo(40, within(1e-9));
    assertThat(result.recorded().latency()).isEqualTo(0.75, within(1e-9));
    assertThat(result.replayed().latency()).isEqualTo(0.875, within(1e-9));
    assertThat(result.replayed().success()).isNaN();
  }

  @Test
  void aPolicyThatLooksAtCostSavesIt() {
    ReplayResult result =
        Replay.run(log(Strategy.ROUND_ROBIN), Strategy.COST, Preference.BALANCED, 1);

    assertThat(result.replayed().cost()).isLessThan(result.recorded().cost() * 0.6);
  }

  @Test
  void aTargetThatWasNotFitIsNotChosen() {
    List<Decision> log = List.of(decision(0, "dear"), alone(1, "cheap"), alone(2, "cheap"));

    ReplayResult result = Replay.run(log, Strategy.ROUND_ROBIN, Preference.BALANCED, 1);

    assertThat(result.changed()).isZero();
  }

  @Test
  void anEmptyLogSaysNothing() {
    assertThatThrownBy(() -> Replay.run(List.of(), Strategy.RANDOM, Preference.BALANCED, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the log holds no decision");
  }

  private static List<Decision> log(Strategy strategy) {
    List<Decision> log = new ArrayList<>();
    var _ = Simulation.run(Worlds.brief(), strategy, 3, Excerpt.all(log::add));
    return log;
  }

  private static Decision decision(int second, String target) {
    return new Decision(
        Instant.ofEpochSecond(second),
        "m",
        Strategy.ROUND_ROBIN,
        0,
        0,
        0,
        new TargetId(target),
        List.of(option("dear", 1, 100, 0.5), option("cheap", 3, 20, 1)));
  }

  private static Decision alone(int second, String target) {
    return new Decision(
        Instant.ofEpochSecond(second),
        "m",
        Strategy.ROUND_ROBIN,
        0,
        0,
        0,
        new TargetId(target),
        List.of(option(target, 3, 20, 1)));
  }

  private static Decision.Option option(String id, int weight, double cost, double latency) {
    return new Decision.Option(
        new TargetId(id),
        weight,
        1,
        null,
        1,
        0,
        Map.of("cost", new Value(cost, 0), "latency", new Value(latency, 0.01)));
  }
}
