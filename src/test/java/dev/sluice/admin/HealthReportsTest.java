package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.BreakerConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.ModelDefaults;
import dev.sluice.health.HealthBoard;
import dev.sluice.model.Exclusion;
import dev.sluice.model.FailureException;
import dev.sluice.model.Model;
import dev.sluice.model.Quality;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import dev.sluice.model.Timeouts;
import dev.sluice.model.VirtualModel;
import dev.sluice.routing.Availability;
import dev.sluice.routing.Catalogue;
import dev.sluice.routing.Completion;
import dev.sluice.routing.Models;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthReportsTest {
  private static final Target ONE = target("one");
  private static final Target TWO = target("two");
  private static final Target THREE = target("three");

  private final Vertx vertx = Vertx.vertx();
  private final HealthReports reports = reports();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aVirtualModelIsAsFitAsTheTargetsThatItMayStandFor() {
    HealthReports.ModelHealth health = reports.model("clever");

    assertThat(health.model()).isEqualTo("clever");
    assertThat(health.status()).isEqualTo("degraded");
    assertThat(health.targets())
        .extracting(HealthReports.TargetHealth::target)
        .containsExactly("acme/one", "acme/two", "acme/three");
  }

  @Test
  void aModelIsTold() {
    assertThat(reports.model("small").targets())
        .extracting(HealthReports.TargetHealth::state)
        .containsExactly("healthy", "unhealthy");
    assertThat(reports.model("small").targets())
        .extracting(HealthReports.TargetHealth::source)
        .containsOnlyNulls();
  }

  @Test
  void aNameThatNothingServesIsRefused() {
    assertThatThrownBy(() -> reports.model("clevver"))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("clever");
  }

  private HealthReports reports() {
    List<Target> targets = List.of(ONE, TWO, THREE);
    Model small = new Model("small", Strategy.WEIGHTED, List.of(ONE, TWO));
    Model large = new Model("large", Strategy.WEIGHTED, List.of(TWO, THREE));
    VirtualModel clever =
        new VirtualModel(
            "clever", List.of(rule(Set.of(Quality.LOW), "small"), rule(Set.of(), "large")));
    HealthBoard board =
        new HealthBoard(
            vertx, BreakerConfig.defaults(), HealthConfig.defaults(), targets, System::nanoTime);
    Catalogue catalogue =
        new Catalogue(
            List.of(small, large),
            List.of(),
            List.of(clever),
            ModelDefaults.usual(),
            Completion.NONE);
    return new HealthReports(board, () -> targets, new Models(catalogue), new TwoIsDown());
  }

  private static VirtualModel.Rule rule(Set<Quality> qualities, String model) {
    return new VirtualModel.Rule(Set.of(), qualities, List.of(new VirtualModel.Share(model, 1)));
  }

  private static Target target(String name) {
    Duration minute = Duration.ofMinutes(1);
    Timeouts timeouts = new Timeouts(minute, minute, minute, minute);
    return Targets.of("acme", name).timeouts(timeouts).make();
  }

  private static final class TwoIsDown implements Availability {
    @Override
    public @Nullable Exclusion exclusion(Target target) {
      return target.equals(TWO) ? Exclusion.UNHEALTHY : null;
    }

    @Override
    public double warmth(Target target) {
      return 1;
    }
  }
}
