package dev.sluice.stats;

import static dev.sluice.stats.Scene.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.Estimate;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Usage;
import dev.sluice.stats.window.Bins;
import dev.sluice.stats.window.Cells;
import dev.sluice.stats.window.Reading;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What the lanes count is neither lost nor torn when it is gathered. */
final class LanesTest {
  private static final int LANES = 4;

  @Property(tries = 200)
  void severalLanesTeachTheSameAsOne(
      @ForAll @Size(max = 80) List<@IntRange(max = 99_999) Integer> attempts) {
    Scene many = new Scene(LANES);
    Scene one = new Scene(1);
    for (int attempt : attempts) {
      play(many, attempt % LANES, attempt);
      play(one, 0, attempt);
    }

    alike(many.known(ONE), one.known(ONE));
    assertThat(new StatsViews(many.board, many.stats).all().measured().totals())
        .isEqualTo(new StatsViews(one.board, one.stats).all().measured().totals());
  }

  private static void play(Scene scene, int lane, int attempt) {
    switch (attempt % 7) {
      case 0 -> scene.fail(lane, ONE);
      case 1 -> scene.leave(lane, ONE);
      case 2 -> {
        scene.pass(Duration.ofSeconds(attempt % 50));
        scene.board.refresh();
      }
      default ->
          scene.succeed(
              lane, ONE, attempt, 2L * attempt + 1, new Usage(attempt, attempt / 3, 0, 9, 0));
    }
  }

  private static void alike(TargetStatistics some, TargetStatistics others) {
    assertThat(some.attempts()).isCloseTo(others.attempts(), within(1e-9));
    assertThat(some.successes()).isCloseTo(others.successes(), within(1e-9));
    alike(some.firstToken(), others.firstToken());
    alike(some.whole(), others.whole());
    alike(some.throughput(), others.throughput());
    alike(some.outputTokens(), others.outputTokens());
    assertThat(some.cachedShare()).isCloseTo(others.cachedShare(), within(1e-9));
    assertThat(some.firstTokenP95()).isEqualTo(others.firstTokenP95());
  }

  private static void alike(Estimate some, Estimate others) {
    assertThat(some.mean()).isCloseTo(others.mean(), within(1e-9 * (1 + others.mean())));
    assertThat(some.variance())
        .isCloseTo(others.variance(), within(1e-6 * (1 + others.variance())));
    assertThat(some.weight()).isCloseTo(others.weight(), within(1e-9));
  }

  @Test
  void aReaderSeesAllOfAnAttemptOrNothing() throws InterruptedException {
    Lessons lessons = new Lessons();
    AtomicBoolean enough = new AtomicBoolean();
    Thread lane =
        Thread.ofPlatform()
            .start(() -> {
              while (!enough.get()) {
                lessons.success(7_000_000_000L, 9_000_000_000L, new Usage(10, 5, 0, 21, 0));
              }
            });
    try {
      long[] scratch = new long[Lessons.SIZE];
      int bin = Bins.of(7_000_000_000L);
      int seen = 0;
      double before = 0;
      while (seen < 2_000) {
        Reading reading = new Reading();
        if (lessons.addTo(reading, scratch)) {
          seen++;
          double number = reading.get(Cells.SUCCESSES);
          assertThat(number).isGreaterThanOrEqualTo(before);
          assertThat(reading.get(Cells.FIRST_TOKEN + 1)).isEqualTo(7 * number);
          assertThat(reading.get(Cells.WHOLE + 2)).isEqualTo(81 * number);
          assertThat(reading.get(Cells.PROMPT_CACHED)).isEqualTo(5 * number);
          assertThat(reading.get(Cells.ANSWER + 1)).isEqualTo(21 * number);
          assertThat(reading.get(Cells.THROUGHPUT + 1)).isEqualTo(10 * number);
          assertThat(scratch[scratch.length - Bins.NUMBER * 2 + bin]).isEqualTo((long) number);
          before = number;
        }
      }
    } finally {
      enough.set(true);
      lane.join();
    }
  }

  @Test
  void nothingIsLostWhileLanesWrite() throws InterruptedException {
    Scene scene = new Scene(2);
    int attempts = 20_000;
    List<Thread> lanes =
        List.of(0, 1).stream()
            .map(lane ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int attempt = 0; attempt < attempts; attempt++) {
                        scene.succeed(lane, ONE, 5, 10, Usage.of(3, 4));
                      }
                    }))
            .toList();
    double before = 0;
    while (lanes.stream().anyMatch(Thread::isAlive)) {
      TargetStatistics known = scene.known(ONE);
      assertThat(known.successes()).isGreaterThanOrEqualTo(before);
      assertThat(known.attempts()).isEqualTo(known.successes());
      before = known.successes();
    }
    for (Thread lane : lanes) {
      lane.join();
    }

    assertThat(scene.known(ONE).successes()).isEqualTo(2 * attempts);
    assertThat(scene.known(ONE).outputTokens().mean()).isCloseTo(4, within(1e-9));
  }
}
