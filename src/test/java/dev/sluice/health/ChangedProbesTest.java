package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.bus.ModelsListed;
import dev.sluice.bus.Topics;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.Connections;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.TestFleet;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Providers that come, change and go while a node probes. */
final class ChangedProbesTest {
  private static final Duration QUICK = Duration.ofMillis(20);
  private static final Duration SLOW = Duration.ofHours(1);
  private static final Set<String> MODELS = Set.of("a", "b");

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final TestFleet mesh = new TestFleet();
  private final Fleet fleet = mesh.join("here");
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<ModelsListed> listings = new ConcurrentLinkedQueue<>();
  private volatile int status = 200;
  private int port;
  private HealthBoard board = board(SLOW);
  private HealthCheckVerticle verticle = new HealthCheckVerticle(config(SLOW), board, List.of());

  @BeforeEach
  void listen() {
    Topics.register(vertx);
    vertx.eventBus().<ModelsListed>localConsumer(Topics.MODELS_LISTED, m -> listings.add(m.body()));
    port = ProbedServer.open(vertx, this::serve);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aProviderThatStaysIsProbedOnAndOneThatComesListsItsModels() {
    ProbedProvider stays = provider("stays", target("stays"));
    deploy(SLOW, stays);
    await().until(() -> listings.size() == 1);

    adopt(stays, provider("comes", target("comes")));

    await().until(() -> listings.size() == 2);
    assertThat(listings)
        .containsExactly(new ModelsListed("stays", MODELS), new ModelsListed("comes", MODELS));
    assertThat(asked).containsExactly("/stays/v1/models", "/comes/v1/models");
  }

  @Test
  void aProviderThatIsGoneIsAskedNoMoreAndItsClientIsClosed() {
    ProbedProvider goes = provider("goes", target("goes"));
    ProbedProvider stays = provider("stays", target("stays"));
    deploy(QUICK, goes, stays);
    await().until(() -> count("goes") > 1);

    adopt(stays);

    long before = count("goes");
    long others = count("stays");
    await().until(() -> count("stays") > others + 3);
    assertThat(count("goes")).isLessThanOrEqualTo(before + 1);
    assertThatThrownBy(() -> ask(goes.client())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTargetThatWasFoundDownMayBeTriedWhenItIsProbedNoMore() {
    status = 503;
    deploy(QUICK, provider("goes", target("goes")));
    await().until(() -> exclusion("goes") == Exclusion.UNHEALTHY);

    adopt();

    await().until(() -> exclusion("goes") == null);
  }

  @Test
  void aTargetThatIsProbedOtherwiseIsDownUntilItsProviderAnswers() {
    status = 503;
    deploy(QUICK, provider("house", target("house")));
    await().until(() -> exclusion("house") == Exclusion.UNHEALTHY);

    adopt(provider("house", Targets.of("house", "one").weight(3).make()));
    assertThat(exclusion("house")).isEqualTo(Exclusion.UNHEALTHY);

    status = 200;
    await().until(() -> exclusion("house") == null);
  }

  @Test
  void aProviderThatComesBackListsItsModelsAgain() {
    deploy(SLOW, provider("house", target("house")));
    await().until(() -> listings.size() == 1);
    adopt();

    adopt(provider("house", target("house")));

    await().until(() -> listings.size() == 2);
    assertThat(listings).containsOnly(new ModelsListed("house", MODELS));
  }

  @Test
  void modelsThatAnotherMemberToldBeforeTheProviderCameAreListedAllTheSame() {
    Fleet other = mesh.join("there");
    deploy(SLOW);
    vertx.runOnContext(_ ->
        other.post().toAll(FleetHealth.TOPIC, WordCodec.write(new Word.Listed("comes", MODELS))));
    await().until(() -> listings.size() == 1);

    adopt(provider("comes", target("comes")));

    await().until(() -> listings.size() == 2);
    assertThat(listings).containsOnly(new ModelsListed("comes", MODELS));
  }

  @Test
  void aTargetThatTheBoardDoesNotHaveIsAFaultAndNotAWaitWithoutEnd() {
    deploy(SLOW);

    assertThatThrownBy(() -> adopt(provider("stray", target("stray"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void serve(HttpServerRequest request) {
    asked.add(request.path());
    request.response().setStatusCode(status).end("{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
  }

  private void deploy(Duration interval, ProbedProvider... providers) {
    board = board(interval);
    verticle = new HealthCheckVerticle(config(interval), board, List.of(providers));
    assertThat(vertx.deployVerticle(verticle).await()).isNotEmpty();
  }

  private void adopt(ProbedProvider... providers) {
    var _ = verticle.adopt(Arrays.asList(providers)).await();
  }

  private int ask(HttpClient client) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", "/")
        .compose(request -> request.send())
        .await()
        .statusCode();
  }

  private long count(String provider) {
    return asked.stream().filter(path -> path.startsWith("/" + provider + "/")).count();
  }

  private @Nullable Exclusion exclusion(String provider) {
    return board.of(target(provider).id()).exclusion();
  }

  private HealthBoard board(Duration interval) {
    List<Target> targets =
        List.of(target("stays"), target("goes"), target("comes"), target("house"));
    return new HealthBoard(
        vertx, BreakerConfig.defaults(), config(interval), targets, System::nanoTime, fleet);
  }

  private ProbedProvider provider(String name, Target... targets) {
    return new ProbedProvider(
        Connections.of(name, URI.create("http://127.0.0.1:" + port + "/" + name + "/v1"))
            .discover(true)
            .probe(new ProbeConfig.Models())
            .make(),
        vertx.createHttpClient(),
        List.of(targets));
  }

  private static HealthConfig config(Duration interval) {
    return new HealthConfig(true, interval, 0, Duration.ofSeconds(5), 2, 2, Duration.ofMinutes(5));
  }

  private static Target target(String provider) {
    return Targets.of(provider, "one").make();
  }
}
