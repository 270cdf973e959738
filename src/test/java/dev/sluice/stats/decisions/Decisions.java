package dev.sluice.stats.decisions;

import dev.sluice.model.Decision;
import dev.sluice.model.Strategy;
import dev.sluice.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Decisions for tests. */
final class Decisions {
  private Decisions() {}

  /** The decision of a number, recognised by its tokens. */
  static Decision numbered(int number) {
    TargetId target = new TargetId("a/m");
    return new Decision(
        Instant.EPOCH.plusSeconds(number),
        "m",
        Strategy.COST,
        0,
        number,
        0,
        target,
        List.of(new Decision.Option(target, 1, 1, null, 1, 0, Map.of())));
  }
}
