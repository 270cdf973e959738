package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.BreakerConfig;
import dev.sluice.model.Failure;
import dev.sluice.model.TargetId;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet under traffic whose target dies for a minute and comes back, with all defaults. */
final class FleetRecoveryTest {
  private static final TargetId ID = new TargetId("acme/one");
  private static final Failure.Upstream BROKEN = new Failure.Unreachable("broken");
  private static final Duration OUTAGE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private int attempts;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 20})
  void allAvoidItWithinASecondAndTakeItBackWithinHalfAMinute(int size) {
    VirtualFleet fleet = fleet(size);
    fleet.pass(Duration.ofSeconds(10), () -> traffic(fleet, true));
    fleet.pass(Duration.ofSeconds(1), () -> traffic(fleet, false));
    attempts = 0;
    fleet.pass(BreakerConfig.defaults().reset().minusSeconds(2), () -> traffic(fleet, false));
    assertThat(attempts).as("attempts at a target that is known to be dead").isZero();

    fleet.pass(OUTAGE, () -> traffic(fleet, false));
    int trials = attempts;
    fleet.pass(LONGEST, () -> traffic(fleet, true));

    assertThat(trials).as("trials in 73 s, of few members for all").isBetween(1, 20);
    assertThat(fleet.nodes())
        .allSatisfy(node -> assertThat(node.of(ID).exclusion()).isNull())
        .allSatisfy(node -> assertThat(node.of(ID).warmth()).isGreaterThan(0.1));
  }

  @Test
  void membersThatAllFoundOutAtTheSameTimeTryNoMoreOftenThanOneAlone() {
    VirtualFleet fleet = fleet(20);
    fleet.nodes().forEach(node -> IntStream.range(0, 5).forEach(_ -> attempt(node.of(ID), false)));
    fleet.settle();
    attempts = 0;
    fleet.pass(OUTAGE, () -> traffic(fleet, false));

    assertThat(attempts).isLessThanOrEqualTo(20 * 4);
  }

  @Test
  void anIdleOwnerDoesNotKeepTheOthersWaiting() {
    VirtualFleet fleet = fleet(3);
    String owner = fleet.owner(ID);
    String busy = fleet.other(ID);
    TargetHealth health = fleet.node(busy).of(ID);
    String dying =
        fleet.nodes().stream()
            .map(node -> node.fleet.view().self())
            .filter(id -> !id.equals(owner) && !id.equals(busy))
            .findFirst()
            .orElseThrow();
    IntStream.range(0, 5).forEach(_ -> fleet.node(dying).of(ID).failed(BROKEN));
    fleet.settle();
    assertThat(health.exclusion()).isNotNull();

    fleet.pass(LONGEST, () -> attempt(health, true));

    assertThat(health.exclusion()).isNull();
    assertThat(fleet.node(owner).of(ID).exclusion()).isNull();
  }

  private static VirtualFleet fleet(int size) {
    return new VirtualFleet(ID)
        .with(IntStream.range(0, size).mapToObj(n -> "node-" + n).toArray(String[]::new));
  }

  private void traffic(VirtualFleet fleet, boolean alive) {
    for (VirtualFleet.Node node : fleet.nodes()) {
      attempt(node.of(ID), alive);
      fleet.settle();
    }
  }

  private void attempt(TargetHealth health, boolean alive) {
    if (!health.enter()) {
      return;
    }
    attempts++;
    if (alive) {
      health.succeeded();
    } else {
      health.failed(BROKEN);
    }
  }
}
