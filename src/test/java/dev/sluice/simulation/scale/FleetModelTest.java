package dev.sluice.simulation.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FleetModelTest {
  private static final SharingCosts COSTS = SharingCosts.USUAL;

  @ParameterizedTest
  @CsvSource({
    "2, 200, 400, 0",
    "3, 200, 600, 1",
    "20, 2000, 4000, 1",
    "100, 200, 20000, 0.5",
    "500, 2000, 5000, 1"
  })
  void whatIsComputedIsWhatIsSimulated(int nodes, int targets, double rate, double skew) {
    FleetSize size = new FleetSize(nodes, targets, rate, skew);

    FleetCost computed = FleetModel.of(size, COSTS);
    FleetSimulation.Traffic simulated = FleetSimulation.run(size, COSTS, 120, 7);

    Percentage close = Percentage.withPercentage(8);
    assertThat(simulated.bytesOut()).isCloseTo(computed.bytesOut(), close);
    assertThat(simulated.rowsIn()).isCloseTo(computed.rowsIn(), close);
  }

  @Test
  void aNodeByItselfPaysNothing() {
    FleetCost cost = FleetModel.of(new FleetSize(1, 200, 200, 1), COSTS);

    assertThat(cost.bytesOut()).isZero();
    assertThat(cost.heapBytes()).isZero();
    assertThat(cost.connections()).isZero();
  }

  @Test
  void twoHundredBusyTargetsAmongThreeNodesStayBelowFiftyKilobytesASecond() {
    FleetCost cost = FleetModel.of(new FleetSize(3, 200, 600, 0), COSTS);

    assertThat(cost.period()).isEqualTo(1, within(1e-9));
    assertThat(cost.bytesOut()).isLessThan(50_000);
    assertThat(cost.processor()).isLessThan(0.01);
  }

  @Property(tries = 60)
  void moreNodesCostMoreAndKeepToTheBounds(
      @ForAll @IntRange(min = 2, max = 400) int nodes,
      @ForAll @IntRange(min = 1, max = 2_000) int targets,
      @ForAll @DoubleRange(min = 0.1, max = 100) double rate,
      @ForAll @DoubleRange(min = 0, max = 2) double skew) {
    FleetCost one = FleetModel.of(new FleetSize(nodes, targets, rate * nodes, skew), COSTS);
    FleetCost more =
        FleetModel.of(new FleetSize(2 * nodes, targets, 2 * rate * nodes, skew), COSTS);

    assertThat(more.period()).isGreaterThanOrEqualTo(one.period());
    assertThat(more.heapBytes()).isGreaterThan(one.heapBytes());
    assertThat(one.rows()).isLessThanOrEqualTo(targets);
    assertThat(one.leases()).isLessThanOrEqualTo(rate * nodes + 1e-6);
    boolean slowed = one.period() < COSTS.longestSeconds();
    assertThat(!slowed || one.rowsIn() <= 1.01 * COSTS.rowsASecond() + targets).isTrue();
  }

  @Test
  void aSizeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new FleetSize(0, 1, 1, 0)).hasMessage("nodes must be 1 to 1000");
  }
}
