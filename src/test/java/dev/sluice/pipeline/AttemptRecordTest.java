package dev.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.fleet.LocalFleet;
import dev.sluice.fleet.Member;
import dev.sluice.health.HealthBoard;
import dev.sluice.model.Failure;
import dev.sluice.model.Outcome;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Targets;
import dev.sluice.model.Usage;
import dev.sluice.stats.NodeStats;
import dev.sluice.stats.StatsBoard;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attempt teaches, as a lane's statistics tell it afterwards. */
final class AttemptRecordTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long SECOND = 1_000_000_000L;
  private static final Target TARGET = Targets.of("acme", "one").timeouts(MINUTE).make();

  private final Vertx vertx = Vertx.vertx();
  private final NodeStats stats = new NodeStats(2, List.of(TARGET), () -> 0);
  private final StatsBoard board =
      new StatsBoard(
          new LocalFleet(new Member("here", "here", "", "", "", false)), stats, List.of(), () -> 0);
  private final LaneStatistics lane = new LaneStatistics(board, stats, 0);
  private final LaneStatistics neighbour = new LaneStatistics(board, stats, 1);
  private final HealthBoard health =
      new HealthBoard(
          vertx,
          new BreakerConfig(true, 5, 0.5, 20, MINUTE, MINUTE, 1),
          new HealthConfig(true, MINUTE, 0, MINUTE, 2, 2, MINUTE),
          List.of(TARGET),
          () -> 0);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void isSeenByAllLanesWhileItIsUnderWay() {
    AttemptRecord record = begin();

    assertThat(lane.inFlight(TARGET)).isEqualTo(1);
    assertThat(neighbour.inFlight(TARGET)).isEqualTo(1);

    record.settle(new Outcome.Completed(Usage.NONE), SECOND, null);

    assertThat(neighbour.inFlight(TARGET)).isZero();
  }

  @Test
  void aCompleteAnswerTeachesSpeed() {
    AttemptRecord record = begin();
    record.firstByte(SECOND / 4);
    record.settle(new Outcome.Completed(Usage.of(5, 31)), SECOND, Usage.of(5, 31));

    TargetStatistics known = known();

    assertThat(known.successes()).isEqualTo(1);
    assertThat(known.firstToken().mean()).isCloseTo(0.25, within(1e-9));
    assertThat(known.throughput().mean()).isCloseTo(40, within(1e-9));
    assertThat(lane.peakFirstToken(TARGET)).isEqualTo(0.25);
    assertThat(neighbour.peakFirstToken(TARGET)).isZero();
  }

  @Test
  void aFailureIsHeldAgainstTheTarget() {
    begin().settle(new Outcome.Failed(new Failure.Cut("cut")), SECOND, null);

    assertThat(known().attempts()).isEqualTo(1);
    assertThat(known().successes()).isZero();
    assertThat(known().firstToken().known()).isFalse();
    assertThat(lane.peakFirstToken(TARGET)).isGreaterThan(1);
  }

  static List<Outcome> sayingNothing() {
    return List.of(
        new Outcome.Refused(new Failure.Rejected(400, "no", null, null, null)),
        new Outcome.Abandoned(new Failure.ClientGone("gone")),
        new Outcome.Abandoned(new Failure.Draining("stopping")));
  }

  @ParameterizedTest
  @MethodSource("sayingNothing")
  void anAttemptThatSaysNothingTeachesNothing(Outcome outcome) {
    AttemptRecord record = begin();
    record.firstByte(SECOND);
    record.settle(outcome, 40 * SECOND, Usage.of(5, 31));

    assertThat(known()).isEqualTo(TargetStatistics.NONE);
    assertThat(lane.peakFirstToken(TARGET)).isZero();
    assertThat(lane.inFlight(TARGET)).isZero();
  }

  private AttemptRecord begin() {
    assertThat(health.of(TARGET.id()).enter()).isTrue();
    return new AttemptRecord(TARGET, health.of(TARGET.id()), stats.lane(0).of(TARGET.id()));
  }

  private TargetStatistics known() {
    board.refresh();
    return lane.of(TARGET);
  }
}
