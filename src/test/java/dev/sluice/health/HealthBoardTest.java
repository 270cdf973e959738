package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.sluice.bus.HealthChanged;
import dev.sluice.bus.Topics;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Failure;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose health a node knows when it goes over to other targets. */
final class HealthBoardTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Failure.Upstream BROKEN = new Failure.Unavailable(500, "broken", null);
  private static final Target ONE = target("one");
  private static final Target TWO = target("two");
  private static final Target NEW = target("new");
  private static final Target OFF = Targets.of("acme", "off").enabled(false).make();

  private final Vertx vertx = Vertx.vertx();
  private final Queue<HealthChanged> changes = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
  private final HealthBoard board =
      new HealthBoard(
          vertx,
          new BreakerConfig(true, 2, 0.5, 20, LONG, LONG, 1),
          HealthConfig.defaults(),
          List.of(ONE, TWO, OFF),
          System::nanoTime);

  @BeforeEach
  void listen() {
    Topics.register(vertx);
    vertx.exceptionHandler(faults::add);
    vertx
        .eventBus()
        .<HealthChanged>localConsumer(Topics.HEALTH_CHANGED, told -> changes.add(told.body()));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void theHealthOfATargetThatStaysIsKept() {
    breaks(ONE);
    TargetHealth two = board.of(TWO.id());

    board.adopt(List.of(NEW, TWO, Targets.of("acme", "one").weight(9).make()), Set.of());

    assertThat(board.of(ONE.id()).exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
    assertThat(board.of(TWO.id())).isSameAs(two);
    assertThat(board.of(NEW.id()).exclusion()).isNull();
    assertThat(board.total()).isEqualTo(3);
    assertThat(board.healthy()).isEqualTo(2);
  }

  @Test
  void aTargetThatLeavesMayBeAskedButDoesNotCount() {
    TargetHealth leaving = board.of(TWO.id());

    board.adopt(List.of(ONE, OFF), Set.of(TWO.id()));

    assertThat(board.of(TWO.id())).isSameAs(leaving);
    assertThat(board.total()).isEqualTo(1);
    assertThat(board.healthy()).isEqualTo(1);
    breaks(ONE);
    assertThat(board.healthy()).isZero();
  }

  @Test
  void aTargetThatIsSwitchedOnCountsFromThenOn() {
    board.adopt(List.of(ONE, TWO, target("off")), Set.of());
    assertThat(board.total()).isEqualTo(3);

    board.adopt(List.of(ONE, TWO, OFF), Set.of());
    assertThat(board.total()).isEqualTo(2);
  }

  @Test
  void aTargetThatComesBackInTimeIsAsItWas() {
    breaks(ONE);
    board.adopt(List.of(TWO), Set.of(ONE.id()));

    board.adopt(List.of(ONE, TWO), Set.of());

    assertThat(board.of(ONE.id()).exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
  }

  @Test
  void aTargetThatIsGoneIsUnknownAndComesBackHealthy() {
    breaks(ONE);

    board.adopt(List.of(TWO), Set.of());

    assertThatIllegalArgumentException().isThrownBy(() -> board.of(ONE.id()));
    board.adopt(List.of(ONE, TWO), Set.of());
    assertThat(board.of(ONE.id()).exclusion()).isNull();
  }

  @Test
  void whatHappensToATargetThatIsGoneIsToldToNobody() {
    TargetHealth gone = board.of(ONE.id());
    board.adopt(List.of(TWO), Set.of());

    gone.failed(BROKEN);
    gone.failed(BROKEN);
    breaks(TWO);

    await().until(() -> !changes.isEmpty());
    assertThat(changes).extracting(HealthChanged::target).containsExactly(TWO.id());
    assertThat(faults).isEmpty();
  }

  private void breaks(Target target) {
    board.of(target.id()).failed(BROKEN);
    board.of(target.id()).failed(BROKEN);
  }

  private static Target target(String name) {
    return Targets.of("acme", name).make();
  }
}
