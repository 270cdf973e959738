package dev.sluice.stats;

import static dev.sluice.stats.Scene.LONE;
import static dev.sluice.stats.Scene.ONE;
import static dev.sluice.stats.Scene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.fleet.Fleet;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Usage;
import dev.sluice.stats.view.Measured;
import dev.sluice.stats.view.WindowView;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the members of a fleet know of each other's attempts. */
final class FleetStatsTest {
  private static final Usage USAGE = new Usage(1_000, 400, 0, 50, 0);

  private final Crew crew = new Crew("a", "b", "c");

  @Test
  void eachMemberKnowsWhatAllHaveSeen() {
    crew.node("a").succeed(0, ONE, 100, 200, USAGE);
    crew.node("b").succeed(0, ONE, 300, 600, USAGE);
    crew.node("c").fail(0, ONE);
    crew.seconds(2);

    crew.nodes()
        .values()
        .forEach(node -> {
          TargetStatistics known = node.board.snapshot().of(ONE.id());
          assertThat(known.attempts()).isCloseTo(3, within(0.3));
          assertThat(known.successes() / known.attempts()).isCloseTo(2 / 3.0, within(1e-6));
          assertThat(known.firstToken().mean()).isCloseTo(0.2, within(1e-6));
          assertThat(known.cachedShare()).isCloseTo(0.4, within(1e-6));
          assertThat(shown(node, ONE).totals().requests()).isEqualTo(3);
          assertThat(shown(node, ONE).totals().costNanos()).isEqualTo(100);
          assertThat(shown(node, ONE).totals().outcomes())
              .containsEntry("completed", 2L)
              .containsEntry("unavailable", 1L);
        });
  }

  @Test
  void whoHasJoinedAwaitsWhatItAskedForAndNoLonger() {
    Scene late = crew.join("d");

    assertThat(late.board.awaits()).isTrue();
    crew.seconds(2);
    crew.nodes().values().forEach(node -> assertThat(node.board.awaits()).isFalse());
  }

  @Test
  void whoDoesNotAnswerIsNotAwaitedForever() {
    crew.fleet.drop((_, _) -> true);
    Scene late = crew.join("d");
    assertThat(late.board.awaits()).isTrue();
    for (int second = 0; second < 6; second++) {
      late.pass(Duration.ofSeconds(1));
      late.board.refresh();
    }

    assertThat(late.board.awaits()).isFalse();
  }

  @Test
  void answersOfOtherMembersTellHowLongThoseOfAModelAre() {
    for (int answer = 0; answer < 50; answer++) {
      crew.node("a").succeed(0, ONE, 100, 200, Usage.of(10, 80));
    }
    crew.seconds(2);

    assertThat(crew.node("b").board.snapshot().answer("pair").mean()).isCloseTo(80, within(1e-6));
    assertThat(crew.node("b").board.snapshot().of(TWO.id()).outputTokens().mean())
        .isCloseTo(80, within(1e-6));
  }

  @Test
  void aMemberThatIsGoneTakesItsRowsWithIt() {
    crew.node("a").succeed(0, ONE, 100, 200, USAGE);
    crew.node("b").succeed(0, ONE, 300, 600, USAGE);
    crew.node("b").succeed(0, LONE, 300, 600, USAGE);
    crew.seconds(2);

    crew.kill("b");
    crew.seconds(1);

    for (String id : List.of("a", "c")) {
      assertThat(shown(crew.node(id), ONE).totals().requests()).isEqualTo(1);
      assertThat(crew.node(id).board.snapshot().of(ONE.id()).firstToken().mean())
          .isCloseTo(0.1, within(1e-6));
      assertThat(crew.node(id).board.snapshot().of(LONE.id())).isEqualTo(TargetStatistics.NONE);
    }
  }

  @Test
  void aMemberThatJoinsLateLearnsWhatWasBefore() {
    for (int attempt = 0; attempt < 100; attempt++) {
      crew.node("a").succeed(0, ONE, 100 + attempt, 2_000, USAGE);
      crew.seconds(1);
    }

    Scene late = crew.join("d");
    crew.seconds(4);

    WindowView there = shown(crew.node("a"), ONE).in(60);
    WindowView here = shown(late, ONE).in(60);
    assertThat(here.requestsPerSecond()).isCloseTo(there.requestsPerSecond(), within(1e-3));
    assertThat(success(here).attempts()).isCloseTo(success(there).attempts(), within(1e-3));
    assertThat(here.firstToken()).isEqualTo(there.firstToken());
    assertThat(here.latency()).isEqualTo(there.latency());
    assertThat(shown(late, ONE).totals()).isEqualTo(shown(crew.node("a"), ONE).totals());
  }

  @Test
  void whatGotLostIsMadeUpForWithinFiveSeconds() {
    crew.fleet.drop((from, to) -> from.equals("a") && to.equals("b"));
    crew.node("a").succeed(0, ONE, 100, 200, USAGE);
    crew.node("a").lane(0, TWO).started();
    crew.seconds(1);
    crew.fleet.drop((_, _) -> false);
    assertThat(crew.node("b").board.snapshot().of(ONE.id())).isEqualTo(TargetStatistics.NONE);

    crew.seconds(5);

    assertThat(shown(crew.node("b"), ONE).totals().requests()).isEqualTo(1);
    assertThat(shown(crew.node("b"), TWO).inFlight()).isEqualTo(1);
    assertThat(meters(crew.node("b"))).contains("sluice_stats_repairs_total 3.0");
  }

  @Test
  void afterASplitAllAgreeWithinFiveSeconds() {
    crew.node("a").succeed(0, ONE, 100, 200, USAGE);
    crew.node("c").succeed(0, ONE, 100, 200, USAGE);
    crew.seconds(2);

    crew.fleet.split(Set.of("a"));
    crew.seconds(2);
    assertThat(shown(crew.node("a"), ONE).totals().requests()).isEqualTo(1);
    for (int second = 0; second < 60; second++) {
      crew.node("a").succeed(0, ONE, 200, 400, USAGE);
      crew.node("b").succeed(0, ONE, 300, 600, USAGE);
      crew.seconds(1);
    }
    assertThat(shown(crew.node("b"), ONE).totals().requests()).isEqualTo(61);
    crew.fleet.heal();
    crew.seconds(5);

    TargetStatistics known = crew.node("a").board.snapshot().of(ONE.id());
    crew.nodes()
        .values()
        .forEach(node -> {
          TargetStatistics same = node.board.snapshot().of(ONE.id());
          assertThat(shown(node, ONE).totals().requests()).isEqualTo(122);
          assertThat(same.attempts()).isCloseTo(known.attempts(), within(1e-4));
          assertThat(same.firstToken().mean()).isCloseTo(known.firstToken().mean(), within(1e-6));
          assertThat(same.firstTokenP95()).isEqualTo(known.firstTokenP95());
        });
  }

  @Test
  void attemptsUnderWayElsewhereAreShown() {
    crew.node("a").lane(0, ONE).started();
    crew.node("b").lane(0, ONE).started();
    crew.seconds(2);

    assertThat(shown(crew.node("c"), ONE).inFlight()).isEqualTo(2);
    assertThat(crew.node("c").stats.inFlight(ONE.id())).isZero();

    crew.node("a").board.reset();
    crew.seconds(3);
    assertThat(shown(crew.node("c"), ONE).inFlight()).isEqualTo(2);

    crew.kill("b");
    crew.seconds(1);
    assertThat(shown(crew.node("c"), ONE).inFlight()).isEqualTo(1);
  }

  @Test
  void aResetReachesAll() {
    crew.node("a").succeed(0, ONE, 100, 200, USAGE);
    crew.node("b").succeed(0, ONE, 100, 200, USAGE);
    crew.seconds(2);
    crew.node("b").succeed(0, ONE, 100, 200, USAGE);

    crew.node("a").board.reset();
    crew.seconds(2);

    crew.nodes()
        .values()
        .forEach(node ->
            assertThat(node.board.snapshot().of(ONE.id())).isEqualTo(TargetStatistics.NONE));

    crew.node("b").succeed(0, ONE, 100, 200, USAGE);
    crew.seconds(2);
    crew.nodes()
        .values()
        .forEach(node -> assertThat(shown(node, ONE).totals().requests()).isEqualTo(1));
  }

  @Test
  void aResetThatWasNotHeardTakesEffectWithTheNextMessage() {
    crew.node("b").succeed(0, ONE, 100, 200, USAGE);
    crew.seconds(2);
    crew.fleet.drop((_, to) -> to.equals("b"));
    crew.node("a").board.reset();
    crew.fleet.drop((_, _) -> false);

    crew.seconds(5);

    crew.nodes()
        .values()
        .forEach(node ->
            assertThat(node.board.snapshot().of(ONE.id())).isEqualTo(TargetStatistics.NONE));
  }

  @Test
  void oneMemberIsShownByItsName() {
    crew.node("a").succeed(0, ONE, 100, 200, USAGE);
    crew.node("b").fail(0, ONE);
    crew.node("b").lane(0, ONE).started();
    crew.seconds(2);
    Scene a = crew.node("a");

    assertThat(of("self", a).totals().outcomes()).containsOnlyKeys("completed");
    assertThat(of("a", a)).isEqualTo(of("self", a));
    assertThat(of("b", a).totals().outcomes()).containsOnlyKeys("unavailable");
    assertThat(of("b", a).inFlight()).isEqualTo(1);
    assertThat(of("c", a).totals().requests()).isZero();
    assertThat(StatsViews.of("d", a.board, a.stats)).isNull();
    assertThat(a.board.sources()).containsExactly("a", "b", "c");
  }

  @Test
  void aMemberOfAnotherReleaseIsLeftOutAndCounted() {
    Fleet other = crew.fleet.join("z");
    crew.seconds(1);
    other.post().toAll("stats", Buffer.buffer(new byte[] {99, 1, 2, 3}));
    crew.seconds(3);
    long told = crew.fleet.bytes();
    crew.node("b").succeed(0, ONE, 100, 200, USAGE);
    crew.seconds(2);

    assertThat(crew.fleet.bytes()).isGreaterThan(told);
    assertThat(shown(crew.node("a"), ONE).totals().requests()).isEqualTo(1);
    assertThat(meters(crew.node("a")))
        .contains("sluice_stats_unread_total{cause=\"version\"} 1.0")
        .contains("sluice_stats_members 2.0")
        .contains("sluice_stats_rows 1.0");
  }

  @Test
  void nonsenseIsCountedAndDoesNoHarm() {
    crew.node("b").succeed(0, ONE, 100, 200, USAGE);
    crew.seconds(2);
    Fleet mad = crew.fleet.join("z");
    crew.seconds(1);
    mad.post().toAll("stats", Buffer.buffer());
    mad.post().toAll("stats", Buffer.buffer(new byte[] {1, 1, 0, 1, 9, 9, 9}));
    crew.seconds(2);

    assertThat(shown(crew.node("a"), ONE).totals().requests()).isEqualTo(1);
    assertThat(meters(crew.node("a")))
        .contains("sluice_stats_unread_total{cause=\"malformed\"} 2.0");
  }

  private static Measured shown(Scene node, Target target) {
    return Objects.requireNonNull(new StatsViews(node.board, node.stats).target(target.id()))
        .measured();
  }

  private static Measured of(String name, Scene node) {
    StatsViews views = Objects.requireNonNull(StatsViews.of(name, node.board, node.stats));
    return Objects.requireNonNull(views.target(ONE.id())).measured();
  }

  private static WindowView.Success success(WindowView view) {
    return Objects.requireNonNull(view.success());
  }

  private static List<String> meters(Scene node) {
    try (NodeMeters meters = new NodeMeters(node.stats)) {
      meters.bind(new StatsMeters(node.board));
      return meters.scrape().lines().toList();
    }
  }
}
