package dev.sluice.stats;

import static dev.sluice.stats.Scene.LONE;
import static dev.sluice.stats.Scene.ONE;
import static dev.sluice.stats.Scene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.TargetId;
import dev.sluice.model.Usage;
import dev.sluice.stats.view.Measured;
import dev.sluice.stats.view.NodeView;
import dev.sluice.stats.view.Percentiles;
import dev.sluice.stats.view.ProviderView;
import dev.sluice.stats.view.TargetView;
import dev.sluice.stats.view.WindowView;
import dev.sluice.stats.window.Totals;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class StatsViewsTest {
  private final Scene scene = new Scene(2);
  private final StatsViews views = new StatsViews(scene.board, scene.stats);

  @Test
  void showsWhatATargetDidInAll() {
    TargetView view = busy();

    assertThat(view.provider()).isEqualTo("acme");
    assertThat(view.upstream()).isEqualTo("one");
    assertThat(view.measured().inFlight()).isEqualTo(1);
    assertThat(view.measured().totals())
        .isEqualTo(
            new Totals(
                103,
                Map.of("completed", 100L, "unavailable", 1L, "client_gone", 1L),
                10_000,
                2_500,
                5_000,
                5_000));
  }

  @Test
  void showsWhatATargetDoesInEachWindow() {
    TargetView view = busy();
    WindowView minute = view.measured().in(1);

    assertThat(view.measured().windows()).extracting(WindowView::minutes).containsExactly(1, 5, 60);
    assertThat(minute.requestsPerSecond()).isCloseTo(103, within(2.0));
    assertThat(minute.outcomesPerSecond())
        .containsOnlyKeys("completed", "unavailable", "client_gone");
    assertThat(minute.tokensPerSecond()).isGreaterThan(25);
    assertThat(minute.tokensPerMinute().cached() / minute.tokensPerMinute().in())
        .isCloseTo(0.25, within(1e-9));
    assertThat(minute.costNanosPerMinute()).isCloseTo(5_000 * 60, within(6_000.0));
  }

  @Test
  void showsHowWellATargetDoes() {
    WindowView minute = busy().measured().in(1);
    Percentiles first = Objects.requireNonNull(minute.firstToken());
    WindowView.Success success = Objects.requireNonNull(minute.success());

    assertThat(success.attempts()).isCloseTo(101, within(1e-6));
    assertThat(success.rate()).isCloseTo(100 / 101.0, within(1e-9));
    assertThat(success.atLeast()).isBetween(0.94, 0.95);
    assertThat(first.p50()).isCloseTo(0.5, within(0.01));
    assertThat(first.p90()).isCloseTo(0.9, within(0.02));
    assertThat(first.p95()).isCloseTo(0.95, within(0.02));
    assertThat(first.p99()).isCloseTo(0.99, within(0.02));
    assertThat(Objects.requireNonNull(minute.latency()).p50()).isCloseTo(2, within(0.04));
  }

  /** A hundred successes, a failure, a client that left, and one under way; seen a second later. */
  private TargetView busy() {
    for (int attempt = 1; attempt <= 100; attempt++) {
      scene.succeed(attempt % 2, ONE, 10L * attempt, 2_000, new Usage(100, 25, 0, 50, 0));
    }
    scene.fail(0, ONE);
    scene.leave(1, ONE);
    scene.lane(1, ONE).started();
    scene.pass(Duration.ofSeconds(1));
    scene.board.refresh();
    return Objects.requireNonNull(views.target(ONE.id()));
  }

  @Test
  void addsUpAProvidersTargets() {
    scene.succeed(0, ONE, 100, 200, Usage.of(10, 20));
    scene.succeed(0, TWO, 300, 400, Usage.of(10, 20));
    scene.succeed(0, LONE, 900, 1_000, Usage.of(10, 20));
    scene.board.refresh();

    ProviderView acme = Objects.requireNonNull(views.provider("acme"));
    Measured together = acme.measured();

    assertThat(acme.targets()).extracting(TargetView::id).containsExactly(ONE.id(), TWO.id());
    assertThat(together.totals().requests()).isEqualTo(2);
    assertThat(together.totals().outcomes()).containsExactly(Map.entry("completed", 2L));
    assertThat(Objects.requireNonNull(together.in(5).success()).attempts()).isEqualTo(2);
    assertThat(Objects.requireNonNull(together.in(60).firstToken()).p99())
        .isCloseTo(0.3, within(0.006));
  }

  @Test
  void showsTheWholeNode() {
    scene.succeed(0, ONE, 100, 200, Usage.of(10, 20));
    scene.succeed(1, LONE, 900, 1_000, Usage.of(10, 20));
    scene.lane(0, TWO).started();
    scene.board.refresh();

    NodeView all = views.all();

    assertThat(all.providers()).extracting(ProviderView::provider).containsExactly("acme", "umbra");
    assertThat(all.measured().inFlight()).isEqualTo(1);
    assertThat(all.measured().totals().tokensOut()).isEqualTo(40);
    assertThat(Objects.requireNonNull(all.measured().in(1).latency()).p99())
        .isCloseTo(1, within(0.02));
  }

  @Test
  void saysThatNothingIsKnownInsteadOfZero() {
    WindowView minute = Objects.requireNonNull(views.target(ONE.id())).measured().in(1);

    assertThat(minute.success()).isNull();
    assertThat(minute.firstToken()).isNull();
    assertThat(minute.latency()).isNull();
    assertThat(minute.tokensPerSecond()).isNull();
    assertThat(minute.requestsPerSecond()).isZero();
  }

  @Test
  void showsNothingThatTheNodeDoesNotHave() {
    assertThat(views.target(new TargetId("acme/none"))).isNull();
    assertThat(views.provider("none")).isNull();
  }
}
