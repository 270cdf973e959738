package dev.sluice.stats.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Strategy;
import dev.sluice.model.TargetId;
import dev.sluice.telemetry.OutcomeKind;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class NodeDecisionsTest {
  @Property(tries = 100)
  void theLatestComeFirstWhateverTheirLane(
      @ForAll @IntRange(min = 1, max = 16) int lanes,
      @ForAll @IntRange(max = 3_000) int made,
      @ForAll @IntRange(min = 1, max = 50) int limit) {
    NodeDecisions decisions = new NodeDecisions(lanes);
    for (int at = 0; at < made; at++) {
      // An origin near the end of the clock's range, so that it overflows on the way.
      decisions.lane(at % lanes).decided(ended(Long.MAX_VALUE - 1_000 + at));
    }
    List<RouteDecision> latest = decisions.latest(limit, _ -> true);

    assertThat(latest).hasSize(Math.min(limit, made));
    for (int at = 0; at < latest.size(); at++) {
      assertThat(latest.get(at).endedNanos()).isEqualTo(Long.MAX_VALUE - 1_000 + made - 1 - at);
    }
  }

  @Test
  void remembersAboutAThousand() {
    NodeDecisions decisions = new NodeDecisions(3);
    for (int at = 0; at < 10_000; at++) {
      decisions.lane(at % 3).decided(ended(at));
    }
    assertThat(decisions.latest(Integer.MAX_VALUE, _ -> true)).hasSizeBetween(1_000, 1_002);
  }

  @Test
  void showsOnlyWhatMatches() {
    NodeDecisions decisions = new NodeDecisions(1);
    decisions.lane(0).decided(ended(1));
    decisions.lane(0).decided(ended(2));
    assertThat(decisions.latest(10, decision -> decision.endedNanos() == 1))
        .containsExactly(ended(1));
  }

  private static RouteDecision ended(long nanos) {
    return new RouteDecision(
        nanos, "chat", Strategy.WEIGHTED, TargetId.of("p", "m"), 1, OutcomeKind.COMPLETED, 5);
  }
}
