package dev.sluice.stats;

import static dev.sluice.stats.Scene.LONE;
import static dev.sluice.stats.Scene.ONE;
import static dev.sluice.stats.Scene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.Estimate;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Usage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StatsBoardTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Scene scene = new Scene(2);

  @Test
  void knowsNothingOfATargetThatWasNeverTried() {
    assertThat(scene.known(ONE)).isEqualTo(TargetStatistics.NONE);
    assertThat(scene.board.snapshot().of(new TargetId("no/where")))
        .isEqualTo(TargetStatistics.NONE);
    assertThat(scene.board.snapshot().answer("pair")).isEqualTo(Estimate.NONE);
  }

  @Test
  void learnsFromAttemptsOfAllLanes() {
    scene.succeed(0, ONE, 100, 1_100, new Usage(1_000, 400, 0, 51, 0));
    scene.succeed(1, ONE, 300, 2_300, new Usage(1_000, 0, 0, 101, 0));
    scene.fail(1, ONE);

    TargetStatistics known = scene.known(ONE);

    assertThat(known.attempts()).isEqualTo(3);
    assertThat(known.successes()).isEqualTo(2);
    assertThat(known.firstToken().mean()).isCloseTo(0.2, within(1e-9));
    assertThat(known.firstToken().weight()).isEqualTo(2);
    assertThat(known.whole().mean()).isCloseTo(1.7, within(1e-9));
    assertThat(known.throughput().mean()).isCloseTo(50, within(1e-9));
    assertThat(known.outputTokens().mean()).isCloseTo(76, within(1e-9));
    assertThat(known.cachedShare()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void learnsNothingFromAttemptsThatSayNothing() {
    scene.leave(0, ONE);

    assertThat(scene.known(ONE)).isEqualTo(TargetStatistics.NONE);
    assertThat(new StatsViews(scene.board, scene.stats).all().measured().totals().outcomes())
        .containsEntry("client_gone", 1L);
  }

  @Test
  void tellsThePaceOfAnAnswerThatCameAtOnceByItsWholeTime() {
    scene.succeed(0, ONE, 1_999, 2_000, Usage.of(10, 100));

    assertThat(scene.known(ONE).throughput().mean()).isCloseTo(50, within(1e-9));
  }

  @Test
  void isUnsureOfATargetThatAnsweredOnce() {
    scene.succeed(0, ONE, 200, 400, null);

    assertThat(scene.firstToken(ONE).uncertainty()).isBetween(0.1, 0.2);
    assertThat(scene.known(ONE).firstTokenP95()).isZero();
    assertThat(scene.known(ONE).outputTokens()).isEqualTo(Estimate.NONE);
  }

  @Test
  void becomesSurerWithEachAttemptAndLessSureWithEachMinuteOfSilence() {
    double before = Double.POSITIVE_INFINITY;
    for (int attempt = 0; attempt < 50; attempt++) {
      scene.succeed(0, ONE, 200, 400, null);
      double now = scene.firstToken(ONE).uncertainty();
      assertThat(now).isLessThan(before);
      before = now;
    }
    for (int minute = 0; minute < 500; minute++) {
      scene.pass(Duration.ofMinutes(1));
      double now = scene.firstToken(ONE).uncertainty();
      assertThat(now).isGreaterThan(before);
      before = now;
    }
    assertThat(scene.firstToken(ONE).weight()).isLessThan(0.01);
  }

  @Test
  void followsABusyTargetThatChangesWithinAMinute() {
    steady(600, 200);
    steady(60, 1_000);

    assertThat(scene.firstToken(ONE).mean()).isBetween(0.8, 1.0);
  }

  @Test
  void remembersARarelyUsedTargetFromBefore() {
    for (int minute = 0; minute < 20; minute++) {
      scene.pass(Duration.ofMinutes(1));
      scene.succeed(0, ONE, 200, 400, null);
      scene.board.refresh();
    }
    scene.pass(Duration.ofMinutes(5));

    assertThat(scene.firstToken(ONE).mean()).isCloseTo(0.2, within(0.001));
    assertThat(scene.firstToken(ONE).weight()).isBetween(1.0, 25.0);
  }

  @Test
  void tellsThe95thPercentileOfWhatIsUsedOften() {
    for (int millis = 1; millis <= 1_000; millis++) {
      scene.succeed(millis % 2, ONE, millis, 2_000, null);
    }

    assertThat(scene.known(ONE).firstTokenP95()).isCloseTo(0.95, within(0.02));
  }

  @Test
  void expectsOfANewTargetTheAnswersOfItsModel() {
    for (int answer = 0; answer < 100; answer++) {
      scene.succeed(0, ONE, 100, 200, Usage.of(10, 80));
    }
    scene.succeed(0, TWO, 100, 200, Usage.of(10, 40));

    Estimate borrowed = scene.known(TWO).outputTokens();

    assertThat(borrowed.weight()).isCloseTo(20, within(1e-6));
    assertThat(borrowed.mean()).isCloseTo(78, within(1e-6));
    assertThat(scene.known(ONE).outputTokens().mean()).isCloseTo(80, within(1e-6));
    assertThat(scene.known(LONE).outputTokens()).isEqualTo(Estimate.NONE);
    assertThat(scene.board.snapshot().answer("pair").mean()).isBetween(79.0, 80.0);
    assertThat(scene.known(TWO).firstToken().weight()).isEqualTo(1);
  }

  @Test
  void forgetsEverythingOnReset() {
    scene.succeed(0, ONE, 900, 2_000, Usage.of(10, 80));
    scene.board.refresh();
    scene.succeed(1, ONE, 900, 2_000, Usage.of(10, 80));

    scene.board.reset();

    assertThat(scene.known(ONE)).isEqualTo(TargetStatistics.NONE);
    assertThat(scene.lane(0, ONE).peakFirstToken()).isZero();
    assertThat(new StatsViews(scene.board, scene.stats).all().measured().totals().requests())
        .isZero();

    scene.succeed(0, ONE, 100, 200, Usage.of(10, 20));

    assertThat(scene.firstToken(ONE).mean()).isCloseTo(0.1, within(1e-9));
    assertThat(new StatsViews(scene.board, scene.stats).all().measured().totals().tokensOut())
        .isEqualTo(20);
  }

  private void steady(int seconds, int firstMillis) {
    for (int second = 0; second < seconds; second++) {
      scene.pass(SECOND);
      for (int attempt = 0; attempt < 10; attempt++) {
        scene.succeed(attempt % 2, ONE, firstMillis, firstMillis * 2L, null);
      }
      scene.board.refresh();
    }
  }
}
