package dev.sluice.routing;

import static dev.sluice.routing.Fixtures.discovering;
import static dev.sluice.routing.Fixtures.model;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.Lanes;
import dev.sluice.bus.ModelsListed;
import dev.sluice.bus.RouteQuery;
import dev.sluice.bus.Routed;
import dev.sluice.bus.Topics;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Failure;
import dev.sluice.model.Target;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoutingVerticleTest {
  private static final Routed UNROUTED = new Routed.Refused(new Failure.Internal("nobody"));
  private static final int LANES = 2;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LANES));
  private final Models models =
      new Models(new Catalogue(List.of(model("m")), List.of(discovering("p"))));

  @BeforeEach
  void registerMessages() {
    Topics.register(vertx);
  }

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  @Test
  void everyLaneAnswersWithAPlan() throws Exception {
    deploy(new Fixtures.Weather());
    for (int lane = 0; lane < LANES; lane++) {
      assertThat(ask(lane, "m"))
          .isInstanceOfSatisfying(
              Routed.Planned.class, planned -> assertThat(planned.plan().targets()).hasSize(1));
    }
  }

  @Test
  void anUnknownModelIsAnsweredByItsFailure() throws Exception {
    deploy(new Fixtures.Weather());
    assertThat(ask(0, "n"))
        .isInstanceOfSatisfying(
            Routed.Refused.class,
            refused -> assertThat(refused.failure()).isInstanceOf(Failure.UnknownModel.class));
  }

  @Test
  void aPublishedListingIsRoutedOnEveryLane() throws Exception {
    deploy(new Fixtures.Weather());
    get(models.follow(vertx.eventBus()).completion());
    vertx.eventBus().publish(Topics.MODELS_LISTED, new ModelsListed("p", Set.of("n")));
    await().until(() -> models.current().names().contains("n"));
    for (int lane = 0; lane < LANES; lane++) {
      assertThat(ask(lane, "n")).isInstanceOf(Routed.Planned.class);
    }
  }

  @Test
  void aFaultIsAnsweredAtOnceAndTheLaneGoesOn() throws Exception {
    Breakable availability = new Breakable();
    deploy(availability);
    availability.broken = true;
    assertThat(ask(0, "m"))
        .isInstanceOfSatisfying(
            Routed.Refused.class,
            refused -> assertThat(refused.failure()).isInstanceOf(Failure.Internal.class));
    availability.broken = false;
    assertThat(ask(0, "m")).isInstanceOf(Routed.Planned.class);
  }

  private void deploy(Availability availability) throws Exception {
    Lanes lanes = new Lanes();
    get(
        vertx.deployVerticle(
            () -> new RoutingVerticle(lanes, models, availability, _ -> new NoStatistics()),
            new DeploymentOptions().setInstances(LANES)));
  }

  private Routed ask(int lane, String name) throws Exception {
    RouteQuery query = new RouteQuery(Endpoint.CHAT, name);
    Promise<Routed> answer = Promise.promise();
    Topics.route(lane).ask(vertx, query, answer::complete, UNROUTED);
    return get(answer.future());
  }

  @CanIgnoreReturnValue
  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, SECONDS);
  }

  private static final class Breakable implements Availability {
    private volatile boolean broken;

    @Override
    public @Nullable Exclusion exclusion(Target target) {
      if (broken) {
        throw new IllegalStateException("broken by the test");
      }
      return null;
    }

    @Override
    public double warmth(Target target) {
      return 1;
    }
  }
}
