package dev.sluice.stats;

import static dev.sluice.stats.Scene.LONE;
import static dev.sluice.stats.Scene.ONE;
import static dev.sluice.stats.Scene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.Model;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Targets;
import dev.sluice.model.Usage;
import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Totals;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What boards know when nodes go over to other targets. */
final class ChangedTargetsTest {
  private static final Target NEW = Targets.of("umbra", "new").make();

  private final Scene alone = new Scene(2);

  @Test
  void whatWasLearnedOfATargetThatStaysIsKept() {
    alone.succeed(0, ONE, 200, 400, Usage.of(10, 80));
    TargetStatistics before = alone.known(ONE);
    alone.succeed(1, TWO, 300, 900, Usage.of(10, 40));

    change(alone, Set.of(), NEW, TWO, ONE);

    TargetStatistics after = alone.board.snapshot().of(ONE.id());
    assertThat(after.attempts()).isEqualTo(before.attempts());
    assertThat(after.firstToken()).isEqualTo(before.firstToken());
    assertThat(after.whole()).isEqualTo(before.whole());
    assertThat(alone.known(TWO).firstToken().mean()).isCloseTo(0.3, within(1e-9));
    assertThat(totals(alone, TWO).requests()).isOne();
    alone.succeed(1, NEW, 300, 900, null);
    assertThat(alone.known(NEW).attempts()).isEqualTo(1);
  }

  @Test
  void ofATargetThatIsGoneNothingIsShown() {
    alone.succeed(0, ONE, 200, 400, Usage.of(10, 80));
    alone.board.refresh();

    change(alone, Set.of(ONE.id()), TWO);
    alone.succeed(0, ONE, 200, 400, Usage.of(10, 80));

    assertThat(alone.known(ONE)).isEqualTo(TargetStatistics.NONE);
    assertThat(alone.board.snapshot().rows()).containsOnlyKeys(TWO.id());
    assertThat(alone.board.snapshot().of(TWO.id()).outputTokens().weight()).isZero();
  }

  @Test
  void aTargetThatComesBackDoesNotBringItsOldCounts() {
    for (int attempt = 0; attempt < 10; attempt++) {
      alone.succeed(attempt % 2, ONE, 900, 1_800, Usage.of(10, 80));
    }
    alone.board.refresh();
    change(alone, Set.of(ONE.id()), TWO);
    alone.fail(1, ONE);

    change(alone, Set.of(), ONE, TWO);

    assertThat(alone.known(ONE)).isEqualTo(TargetStatistics.NONE);
    assertThat(totals(alone, ONE)).isEqualTo(Totals.NONE);
    alone.succeed(0, ONE, 100, 200, Usage.of(10, 20));
    assertThat(alone.firstToken(ONE).mean()).isCloseTo(0.1, within(1e-9));
    assertThat(totals(alone, ONE).requests()).isOne();
    assertThat(totals(alone, ONE).tokensOut()).isEqualTo(20);
  }

  @Test
  void aTargetMovesToAModelWhoseAnswersItBorrows() {
    for (int answer = 0; answer < 50; answer++) {
      alone.succeed(0, ONE, 100, 200, Usage.of(10, 80));
    }

    change(alone, Set.of(TWO.id()), ONE, LONE);

    assertThat(alone.board.snapshot().of(LONE.id()).outputTokens().mean())
        .isCloseTo(80, within(1e-6));
    assertThat(alone.board.snapshot().answer("all").mean()).isCloseTo(80, within(1e-6));
    assertThat(alone.board.snapshot().answer("pair").weight()).isZero();
  }

  @Test
  void membersThatGoOverOneAfterTheOtherAgreeAgain() {
    Crew crew = new Crew("a", "b");
    Scene a = crew.node("a");
    Scene b = crew.node("b");
    both(crew, ONE, TWO);
    crew.seconds(2);
    // Not told yet when the targets get other numbers.
    both(crew, TWO);

    change(a, Set.of(ONE.id(), LONE.id()), NEW, TWO);
    a.succeed(0, NEW, 100, 200, null);
    crew.seconds(3);

    assertThat(totals(a, TWO).requests()).isEqualTo(4);
    assertThat(totals(b, TWO).requests()).isEqualTo(4);
    assertThat(totals(b, ONE).requests()).as("what a has no more").isOne();
    change(b, Set.of(ONE.id(), LONE.id()), TWO, NEW);
    b.succeed(0, NEW, 100, 200, null);
    crew.seconds(5);

    for (Scene node : crew.nodes().values()) {
      assertThat(totals(node, TWO).requests()).isEqualTo(4);
      assertThat(totals(node, NEW).requests()).isEqualTo(2);
      assertThat(node.board.snapshot().of(TWO.id()).firstToken().mean())
          .isCloseTo(0.2, within(1e-6));
      assertThat(node.board.snapshot().of(ONE.id())).isEqualTo(TargetStatistics.NONE);
      assertThat(node.board.awaits()).isFalse();
    }
  }

  @Test
  void whatIsCountedWhileMembersAskEachOtherIsToldOnce() {
    Crew crew = new Crew("a", "b");
    both(crew, TWO);

    crew.nodes().values().forEach(node -> change(node, Set.of(), TWO, NEW));
    for (int second = 0; second < 10; second++) {
      both(crew, TWO, NEW);
      crew.seconds(1);
    }
    crew.seconds(3);

    for (Scene node : crew.nodes().values()) {
      assertThat(totals(node, TWO).requests()).isEqualTo(22);
      assertThat(totals(node, NEW).requests()).isEqualTo(20);
    }
  }

  @Test
  void aTargetThatComesBackAtOneMemberKeepsWhatTheOtherKnows() {
    Crew crew = new Crew("a", "b");
    both(crew, ONE);
    crew.seconds(2);
    Scene a = crew.node("a");
    change(a, Set.of(ONE.id()), TWO, LONE);
    crew.seconds(1);

    change(a, Set.of(), ONE, TWO, LONE);
    crew.seconds(5);

    assertThat(totals(a, ONE).requests()).as("of b alone").isOne();
    assertThat(totals(crew.node("b"), ONE)).isEqualTo(totals(a, ONE));
  }

  /** An attempt of each member at each target. */
  private static void both(Crew crew, Target... targets) {
    for (Scene node : crew.nodes().values()) {
      for (Target target : targets) {
        node.succeed(0, target, 200, 400, Usage.of(10, 20));
      }
    }
  }

  private static void change(Scene node, Set<TargetId> leaving, Target... targets) {
    node.stats.adopt(List.of(targets), leaving);
    node.board.adopt(List.of(new Model("all", Strategy.ROUND_ROBIN, List.of(targets))));
    node.pass(Duration.ofMillis(10));
  }

  private static Totals totals(Scene node, Target target) {
    StatsRow row = node.board.snapshot().rows().get(target.id());
    return Objects.requireNonNull(row, target.id().value()).totals();
  }
}
