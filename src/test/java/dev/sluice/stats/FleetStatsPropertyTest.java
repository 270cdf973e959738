package dev.sluice.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.fleet.LocalFleet;
import dev.sluice.fleet.Member;
import dev.sluice.model.Target;
import dev.sluice.model.Usage;
import dev.sluice.stats.window.Cells;
import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Window;
import dev.sluice.stats.window.WindowRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever gets lost, leaves or is split: in the end all know what those that are left have seen.
 */
final class FleetStatsPropertyTest {
  private static final List<Target> TARGETS = List.of(Scene.ONE, Scene.TWO, Scene.LONE);
  private static final int SECONDS = 120;

  /** Seconds that pass while nobody looks, so that all weights have been made smaller. */
  private static final int LONG = 620;

  /** An attempt of a member in a second. */
  private record Event(int second, String member, Target target, int millis, boolean failed) {
    void at(Scene node) {
      if (failed) {
        node.fail(0, target);
      } else {
        node.succeed(0, target, millis, 2L * millis, Usage.of(millis, 3));
      }
    }
  }

  private final List<Event> events = new ArrayList<>();
  private int second;
  private int restarts;

  @Property(tries = 20)
  void allKnowWhatOneWouldKnowThatHadSeenEverything(@ForAll long seed) {
    events.clear();
    restarts = 0;
    Random random = new Random(seed);
    Crew crew = new Crew("a", "b", "c");
    for (second = 0; second < SECONDS; second++) {
      attempts(crew, random);
      trouble(crew, random);
      if (second == SECONDS / 2) {
        crew.seconds(LONG);
      }
      crew.seconds(1);
    }
    crew.fleet.heal();
    crew.fleet.drop((_, _) -> false);
    crew.seconds(5);

    Scene all = seenBy(crew.nodes().keySet());
    crew.nodes()
        .forEach(
            (id, node) -> TARGETS.forEach(target -> same(id, row(node, target), row(all, target))));
  }

  private void attempts(Crew crew, Random random) {
    crew.nodes()
        .forEach((id, node) -> {
          for (int attempt = random.nextInt(4); attempt > 0; attempt--) {
            Event event =
                new Event(
                    second,
                    id,
                    TARGETS.get(random.nextInt(TARGETS.size())),
                    1 + random.nextInt(5_000),
                    random.nextInt(5) == 0);
            event.at(node);
            events.add(event);
          }
        });
  }

  private void trouble(Crew crew, Random random) {
    List<String> ids = List.copyOf(crew.nodes().keySet());
    String one = ids.get(random.nextInt(ids.size()));
    switch (random.nextInt(20)) {
      case 0 -> crew.fleet.split(Set.of(one));
      case 1, 2 -> crew.fleet.heal();
      case 3 -> {
        long share = random.nextLong();
        Random losses = new Random(share);
        crew.fleet.drop((_, _) -> losses.nextInt(3) == 0);
      }
      case 4, 5 -> crew.fleet.drop((_, _) -> false);
      case 6 -> {
        crew.kill(one);
        crew.join("again-" + restarts++);
      }
      default -> {
        // Nothing happens to most seconds.
      }
    }
  }

  /** A node alone to which all happened that happened to these members. */
  private Scene seenBy(Set<String> members) {
    Scene all = new Scene(1, new LocalFleet(new Member("all", "all", "", "", "", false)));
    for (int at = 0; at < SECONDS; at++) {
      int now = at;
      events.stream()
          .filter(event -> event.second() == now && members.contains(event.member()))
          .forEach(event -> event.at(all));
      if (at == SECONDS / 2) {
        pass(all, LONG);
      }
      pass(all, 1);
    }
    pass(all, 5);
    return all;
  }

  private static void pass(Scene node, int seconds) {
    for (int passed = 0; passed < seconds; passed++) {
      node.pass(Duration.ofSeconds(1));
      node.board.refresh();
    }
  }

  private static StatsRow row(Scene node, Target target) {
    StatsRow row = node.board.snapshot().rows().get(target.id());
    return row == null ? StatsRow.empty("", target.id()) : row;
  }

  private static void same(String node, StatsRow here, StatsRow there) {
    assertThat(here.totals()).as(node).isEqualTo(there.totals());
    for (Window window : Window.values()) {
      WindowRow one = here.in(window);
      WindowRow other = there.in(window);
      for (int cell = 0; cell < Cells.SIZE; cell++) {
        assertThat(one.sum(cell)).isCloseTo(other.sum(cell), within(1e-7 + 1e-5 * other.sum(cell)));
      }
      assertThat(one.firstToken().weight())
          .isCloseTo(
              other.firstToken().weight(), within(1e-3 + 1e-5 * other.firstToken().weight()));
      assertThat(one.whole().weight())
          .isCloseTo(other.whole().weight(), within(1e-3 + 1e-5 * other.whole().weight()));
    }
  }
}
