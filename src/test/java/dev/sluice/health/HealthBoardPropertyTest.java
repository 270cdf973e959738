package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.bus.Topics;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.model.Failure;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Attempts begin and end while a node goes over to other targets again and again. */
final class HealthBoardPropertyTest {
  private static final Failure.Upstream BROKEN = new Failure.Unavailable(500, "broken", null);
  private static final List<Target> ALL =
      Stream.of("a", "b", "c", "d").map(name -> Targets.of("acme", name).make()).toList();

  @Property(tries = 10)
  void attemptsAtWhateverIsThereOrLeavesMayBeginAndEnd(@ForAll long seed) {
    Vertx vertx = Vertx.vertx();
    try {
      Topics.register(vertx);
      use(
          new Random(seed),
          new HealthBoard(
              vertx, BreakerConfig.defaults(), HealthConfig.defaults(), ALL, System::nanoTime));
    } finally {
      vertx.close().await();
    }
  }

  private static void use(Random random, HealthBoard board) {
    List<TargetHealth> begun = new ArrayList<>();
    Set<TargetId> leaving = new HashSet<>();
    List<Target> present = ALL;
    for (int step = 0; step < 100; step++) {
      Target target = ALL.get(random.nextInt(ALL.size()));
      if (random.nextInt(6) == 0) {
        List<Target> next = ALL.stream().filter(_ -> random.nextBoolean()).toList();
        present.forEach(each -> leaving.add(each.id()));
        next.forEach(each -> leaving.remove(each.id()));
        board.adopt(next, leaving);
        present = next;
      } else if (present.contains(target) || leaving.contains(target.id())) {
        TargetHealth health = board.of(target.id());
        if (health.enter()) {
          begun.add(health);
        }
      }
      if (!begun.isEmpty() && random.nextBoolean()) {
        end(begun.remove(random.nextInt(begun.size())), random);
      }
      assertThat(board.total()).isEqualTo(present.size());
      assertThat(board.healthy()).isBetween(0, board.total());
    }
    assertThatCode(() -> begun.forEach(TargetHealth::succeeded)).doesNotThrowAnyException();
  }

  private static void end(TargetHealth health, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> health.failed(BROKEN);
      case 1 -> health.ignored();
      default -> health.succeeded();
    }
  }
}
