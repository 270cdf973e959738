package dev.sluice.simulation.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.simulation.Worlds;
import dev.sluice.simulation.scenario.Event;
import dev.sluice.simulation.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an account makes of the events of its run. */
final class AftermathTest {
  @Test
  void anAdaptationEndsWhenNineTenthsOfTheRegretAreGone() {
    Tally tally = new Tally(world(new Event.Swap(60, 0, 1)));

    for (int second = 0; second < 180; second++) {
      double regret = second < 60 ? 0.1 : second < 83 ? 0.6 : 0.12;
      tally.chose(second, 1 + regret, 1, true);
    }

    assertThat(tally.result("x").figures().adaptation()).isEqualTo(23);
  }

  @Test
  void anAdaptationThatNeverComesIsInfinite() {
    Tally tally = new Tally(world(new Event.Swap(60, 0, 1)));

    for (int second = 0; second < 180; second++) {
      tally.chose(second, second < 60 ? 1 : 1.5, 1, true);
    }

    assertThat(tally.result("x").figures().adaptation()).isInfinite();
  }

  @Test
  void aChangeThatBringsNoRegretNeedsNoTime() {
    Tally tally = new Tally(world(new Event.Swap(60, 0, 1)));

    for (int second = 0; second < 180; second++) {
      tally.chose(second, 1.3, 1, true);
    }

    assertThat(tally.result("x").figures().adaptation()).isZero();
  }

  @Test
  void herdingIsWhatComesInAnyTwoSecondsOfTheMinuteAfterByAFairShare() {
    Tally tally = new Tally(world(new Event.Outage(60, 1, 1), new Event.Recovery(80, 1)));

    for (int second = 0; second < 180; second++) {
      boolean flood = second == 120 || second == 121;
      attempts(tally, second, second < 60 ? 25 : flood ? 40 : second < 95 ? 0 : 25);
    }

    assertThat(tally.result("x").figures().herding()).isEqualTo(1.6, within(1e-9));
  }

  @Test
  void withoutEventsThereIsNothingToSay() {
    Figures figures = new Tally(world()).result("x").figures();

    assertThat(figures.adaptation()).isNull();
    assertThat(figures.herding()).isNull();
  }

  /** A hundred attempts in the second, so many of them at the second target. */
  private static void attempts(Tally tally, int second, int own) {
    for (int k = 0; k < 100; k++) {
      tally.attempted(second + k / 100.0, k < own ? 1 : 0);
    }
  }

  private static Scenario world(Event... events) {
    Scenario world = Worlds.stationary();
    return new Scenario(
        "events",
        world.traffic(),
        world.targets(),
        List.of(events),
        world.preference(),
        world.exploration());
  }
}
