package dev.sluice.stats.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.TargetId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StatsRowTest {
  private static final TargetId TARGET = new TargetId("acme/one");

  @Test
  void mergesTheRowsOfNodesThatStartedAtOtherTimes() {
    StatsRow older = row("a", StatsRow.VERSION, 300, 30);
    StatsRow younger = row("b", StatsRow.VERSION, 100, 10);

    StatsRow both = StatsRow.merge("fleet", TARGET, List.of(older, younger));
    WindowRow minute = both.in(Window.MINUTE);

    assertThat(both.inFlight()).isEqualTo(4);
    assertThat(both.totals()).isEqualTo(new Totals(4, Map.of("completed", 2L), 6, 4, 8, 10));
    assertThat(minute.attempts()).isCloseTo(40, within(1e-9));
    assertThat(minute.firstToken().weight()).isCloseTo(40, within(1e-9));
    assertThat(minute.firstToken().quantile(0.2)).isCloseTo(0.1, within(0.002));
    assertThat(minute.firstToken().quantile(0.9)).isCloseTo(0.3, within(0.006));
  }

  @Test
  void leavesOutRowsOfAShapeThatItDoesNotKnow() {
    StatsRow ours = row("a", StatsRow.VERSION, 300, 30);
    StatsRow theirs = row("b", StatsRow.VERSION + 1, 100, 10);

    StatsRow both = StatsRow.merge("fleet", TARGET, List.of(ours, theirs));

    assertThat(both.in(Window.HOUR).attempts()).isCloseTo(30, within(1e-9));
    assertThat(both.inFlight()).isEqualTo(2);
  }

  @Test
  void isEmptyWithoutRows() {
    StatsRow none = StatsRow.merge("fleet", TARGET, List.of());

    assertThat(none.totals()).isEqualTo(Totals.NONE);
    assertThat(none.in(Window.MINUTE).firstToken().weight()).isZero();
  }

  private static StatsRow row(String node, int version, int millis, int attempts) {
    Reading reading = new Reading();
    reading.add(Cells.SUCCESSES, attempts);
    reading.addFirstToken(Bins.of(millis * 1_000_000L), attempts);
    List<WindowRow> windows =
        Arrays.stream(Window.values())
            .map(window -> {
              Decay decay = new Decay(window, millis);
              assertThat(decay.moveTo(millis + 1_000_000L * millis)).isEqualTo(1);
              WindowSums sums = new WindowSums();
              sums.add(reading, decay.growth());
              return sums.row(decay);
            })
            .toList();
    Totals totals = new Totals(2, Map.of("completed", 1L), 3, 2, 4, 5);
    return new StatsRow(version, node, TARGET, 2, totals, windows);
  }
}
