package dev.sluice.stats;

import static dev.sluice.stats.Scene.LONE;
import static dev.sluice.stats.Scene.ONE;
import static dev.sluice.stats.Scene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.telemetry.OutcomeKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which targets a node counts when it goes over to others. */
final class NodeStatsTest {
  private final NodeStats stats = new NodeStats(2, List.of(ONE, TWO), () -> 0);

  @Test
  void countersOfATargetThatStaysGoOn() {
    TargetCounters begunBefore = stats.lane(0).of(ONE.id());
    begunBefore.started();
    stats.lane(1).of(ONE.id()).started();

    stats.adopt(List.of(LONE, ONE), Set.of());

    begunBefore.ended(OutcomeKind.COMPLETED, 1);
    assertThat(stats.sum(ONE.id(), counters -> counters.ended(OutcomeKind.COMPLETED))).isOne();
    assertThat(stats.inFlight(ONE.id())).isOne();
    assertThat(stats.firstByte(ONE.id()).count()).isZero();
    assertThat(stats.whole(ONE.id()).count()).isOne();
    assertThat(stats.targets()).containsExactly(LONE, ONE);
  }

  @Test
  void aTargetThatLeavesIsCountedButNotShown() {
    stats.lane(0).of(ONE.id()).started();

    stats.adopt(List.of(TWO), Set.of(ONE.id()));
    stats.lane(0).of(ONE.id()).started();

    assertThat(stats.inFlight(ONE.id())).isEqualTo(2);
    assertThat(stats.targets()).containsExactly(TWO);
  }

  @Test
  void aTargetThatComesBackInTimeHasItsCountersStill() {
    stats.lane(0).of(ONE.id()).started();
    stats.adopt(List.of(TWO), Set.of(ONE.id()));

    stats.adopt(List.of(ONE), Set.of(TWO.id()));

    assertThat(stats.inFlight(ONE.id())).isOne();
  }

  @Test
  void aTargetThatIsGoneIsUnknownAndBeginsAnewWhenItComesBack() {
    stats.lane(0).of(ONE.id()).started();

    stats.adopt(List.of(TWO), Set.of());

    assertThatIllegalArgumentException().isThrownBy(() -> stats.lane(0).of(ONE.id()));
    assertThatIllegalArgumentException().isThrownBy(() -> stats.inFlight(ONE.id()));
    stats.adopt(List.of(ONE, TWO), Set.of());
    assertThat(stats.inFlight(ONE.id())).isZero();
  }

  @Test
  void whatIsOfNoTargetIsNotTouched() {
    stats.lane(1).exchangeStarted();

    stats.adopt(List.of(), Set.of());

    assertThat(stats.sum(LaneStats::exchangesInFlight)).isOne();
    assertThat(stats.targets()).isEmpty();
  }
}
