package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.BreakerConfig;
import dev.sluice.config.Connections;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which probes a provider gets, and for which targets each speaks. */
final class ProbePlanTest {
  private static final Target ONE = Targets.of("acme", "one").make();
  private static final Target ANY = Targets.of("acme", null).make();
  private static final Target DEAR = Targets.of("acme", "dear").expensive(true).make();
  private static final Target OFF = Targets.of("acme", "off").enabled(false).make();
  private static final List<Target> ALL = List.of(ONE, ANY, DEAR, OFF);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aListOfModelsSpeaksForAllTargetsThatMayBeProbed() {
    assertThat(plan(true, new ProbeConfig.Models(), false, ALL))
        .containsExactly(List.of(ONE.id(), ANY.id()));
  }

  @Test
  void aListThatNobodyNeedsIsNotAskedFor() {
    assertThat(plan(true, new ProbeConfig.Models(), false, List.of(DEAR, OFF))).isEmpty();
    assertThat(plan(true, new ProbeConfig.Models(), true, List.of(DEAR)))
        .containsExactly(List.of());
  }

  @Test
  void aPathSpeaksForTargetsAndTheListForNone() {
    ProbeConfig path = new ProbeConfig.Path("/up");

    assertThat(plan(true, path, true, ALL)).containsExactly(List.of(), List.of(ONE.id(), ANY.id()));
    assertThat(plan(true, path, false, List.of(OFF))).isEmpty();
  }

  @Test
  void aCompletionIsAskedOfEachTargetThatHasAName() {
    assertThat(plan(true, new ProbeConfig.Completion(), false, ALL))
        .containsExactly(List.of(ONE.id()));
  }

  @Test
  void withoutProbesOnlyWhatIsDiscoveredIsAskedFor() {
    assertThat(plan(true, new ProbeConfig.None(), false, ALL)).isEmpty();
    assertThat(plan(false, new ProbeConfig.Completion(), false, ALL)).isEmpty();
    assertThat(plan(false, new ProbeConfig.Models(), true, ALL)).containsExactly(List.of());
  }

  /** The targets of each planned probe. */
  private List<List<TargetId>> plan(
      boolean enabled, ProbeConfig kind, boolean discover, List<Target> targets) {
    Duration second = Duration.ofSeconds(1);
    HealthConfig config = new HealthConfig(enabled, second, 0, second, 2, 2, second);
    HealthBoard board =
        new HealthBoard(vertx, BreakerConfig.defaults(), config, targets, System::nanoTime);
    ProbeDuties duties = new ProbeDuties(board.fleet().fleet(), second, System::nanoTime);
    ProbedProvider probed =
        new ProbedProvider(
            Connections.of("acme", 1).probe(kind).discover(discover).make(),
            vertx.createHttpClient(),
            targets);
    return new ProbePlan(vertx, config, board, duties)
        .probes(probed, asked -> asked).stream()
            .map(probe -> probe.targets().stream().map(TargetHealth::id).toList())
            .toList();
  }
}
