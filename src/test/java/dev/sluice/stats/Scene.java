package dev.sluice.stats;

import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.LocalFleet;
import dev.sluice.fleet.Member;
import dev.sluice.model.Estimate;
import dev.sluice.model.Model;
import dev.sluice.model.Money;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Targets;
import dev.sluice.model.Usage;
import dev.sluice.telemetry.OutcomeKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of three targets, whose time stands still until it is told to go on. */
final class Scene {
  static final Target ONE = target("acme", "one");
  static final Target TWO = target("acme", "two");
  static final Target LONE = target("umbra", "lone");

  final NodeStats stats;
  final StatsBoard board;
  private long now = 5_000_000_000L;

  Scene(int lanes) {
    this(lanes, new LocalFleet(new Member("here", "here", "", "", "", false)));
  }

  /** A node of a fleet. */
  Scene(int lanes, Fleet fleet) {
    stats = new NodeStats(lanes, List.of(ONE, TWO, LONE), () -> now);
    board =
        new StatsBoard(
            fleet,
            stats,
            List.of(
                new Model("pair", Strategy.ROUND_ROBIN, List.of(ONE, TWO)),
                new Model("lone", Strategy.ROUND_ROBIN, List.of(LONE))),
            () -> now);
  }

  private static Target target(String provider, String name) {
    Duration minute = Duration.ofMinutes(1);
    return Targets.of(provider, name).timeouts(minute).make();
  }

  void pass(Duration time) {
    now += time.toNanos();
  }

  TargetCounters lane(int number, Target target) {
    return stats.lane(number).of(target.id());
  }

  void succeed(int lane, Target target, long firstMillis, long wholeMillis, @Nullable Usage usage) {
    TargetCounters counters = lane(lane, target);
    counters.started();
    counters.firstByte(firstMillis * 1_000_000);
    counters.ended(OutcomeKind.COMPLETED, wholeMillis * 1_000_000);
    if (usage != null) {
      counters.used(usage);
      counters.spent(new Money(usage.outputTotal()));
    }
    counters.succeeded(firstMillis * 1_000_000, wholeMillis * 1_000_000, usage);
  }

  void fail(int lane, Target target) {
    TargetCounters counters = lane(lane, target);
    counters.started();
    counters.ended(OutcomeKind.UNAVAILABLE, 1_000_000);
    counters.failed(1_000_000);
  }

  /** An attempt whose client left: nobody says what to think of the target. */
  void leave(int lane, Target target) {
    TargetCounters counters = lane(lane, target);
    counters.started();
    counters.ended(OutcomeKind.CLIENT_GONE, 30_000_000_000L);
  }

  /** What is known after a gathering. */
  TargetStatistics known(Target target) {
    board.refresh();
    return board.snapshot().of(target.id());
  }

  Estimate firstToken(Target target) {
    return known(target).firstToken();
  }
}
