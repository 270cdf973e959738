package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.HealthChanged;
import dev.sluice.bus.ModelsListed;
import dev.sluice.bus.Topics;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.Connections;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.PoolConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import dev.sluice.model.Timeouts;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HealthCheckVerticleTest {
  private static final Duration QUICK = Duration.ofMillis(20);
  private static final Duration SLOW = Duration.ofHours(1);
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final String LISTING = "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}";

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<HealthChanged> changes = new ConcurrentLinkedQueue<>();
  private final Queue<ModelsListed> listings = new ConcurrentLinkedQueue<>();
  private final List<Target> targets =
      List.of(target("one", "one", false), target("*", null, false), target("dear", "dear", true));
  private volatile Handler<HttpServerRequest> script = answering(200, LISTING);
  private int port;
  private HealthBoard board = board(config(true, QUICK));

  @BeforeEach
  void listen() {
    Topics.register(vertx);
    vertx
        .eventBus()
        .<HealthChanged>localConsumer(Topics.HEALTH_CHANGED, m -> changes.add(m.body()));
    vertx.eventBus().<ModelsListed>localConsumer(Topics.MODELS_LISTED, m -> listings.add(m.body()));
    port = ProbedServer.open(vertx, this::serve);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void marksTheTargetsOfAProviderDownAndUpAgain() {
    script = answering(503, "");
    deploy(config(true, QUICK), new ProbeConfig.Models(), false);
    awaitExclusion("one", Exclusion.UNHEALTHY);
    awaitExclusion("*", Exclusion.UNHEALTHY);
    assertThat(health("dear").exclusion()).isNull();

    script = answering(200, LISTING);

    awaitExclusion("one", null);
    awaitExclusion("*", null);
    assertThat(health("one").warmth()).isLessThan(1);
    assertThat(changes).extracting(HealthChanged::state).containsOnly("down", "healthy");
  }

  @Test
  void namesTheCredentialsWhenTheyAreRefused() {
    script = answering(401, "{\"error\":\"bad key sk-secret\"}");
    deploy(config(true, QUICK), new ProbeConfig.Path("/health"), false);

    await().until(() -> !changes.isEmpty());

    assertThat(changes.peek().cause())
        .contains("credentials", "401")
        .doesNotContain("sk-secret", "127.0.0.1");
    assertThat(requests).contains("GET /health");
  }

  @Test
  void takesAProviderThatDoesNotAnswerForDown() {
    script = _ -> {};
    deploy(config(true, QUICK), new ProbeConfig.Path("/"), false);

    await().until(() -> !changes.isEmpty());

    assertThat(changes.peek().cause()).isEqualTo("the provider does not answer in time");
  }

  @Test
  void takesThrottlingForNoSign() {
    AtomicInteger asked = new AtomicInteger();
    script = request -> answering(asked.getAndIncrement() == 1 ? 429 : 500, "").handle(request);
    deploy(config(true, QUICK), new ProbeConfig.Path("/"), false);

    awaitExclusion("one", Exclusion.UNHEALTHY);

    assertThat(asked.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void takesAProviderWithoutAListForAlive() {
    script = answering(404, "no such route");
    deploy(config(true, QUICK), new ProbeConfig.Models(), false);

    await().until(() -> requests.size() > 4);

    assertThat(health("one").exclusion()).isNull();
    assertThat(listings).isEmpty();
  }

  @Test
  void publishesTheModelsWhenTheyChange() {
    deploy(config(true, QUICK), new ProbeConfig.Models(), true);
    await().until(() -> requests.size() > 4);
    script = answering(200, "{\"data\":[{\"id\":\"c\"}]}");

    await().until(() -> listings.size() > 1);

    assertThat(listings)
        .containsExactly(
            new ModelsListed("acme", Set.of("a", "b")), new ModelsListed("acme", Set.of("c")));
    assertThat(requests).containsOnly("GET /v1/models");
  }

  @Test
  void discoversAtOnceAndTriesAgainSoon() {
    AtomicInteger asked = new AtomicInteger();
    script =
        request ->
            (asked.getAndIncrement() == 0 ? answering(500, "") : answering(200, LISTING))
                .handle(request);
    deploy(config(true, SLOW), new ProbeConfig.Path("/"), true);

    await().until(() -> !listings.isEmpty());

    assertThat(requests)
        .startsWith("GET /v1/models")
        .filteredOn("GET /v1/models"::equals)
        .hasSize(2);
  }

  @Test
  void onlyDiscoversWhenProbesAreSwitchedOff() {
    script = answering(200, LISTING);
    deploy(config(false, QUICK), new ProbeConfig.Models(), true);

    await().until(() -> !listings.isEmpty());

    await().during(QUICK.multipliedBy(10)).until(() -> requests.size() == 1);
  }

  @Test
  void asksForOneTokenOfEachTargetThatHasANameAndIsNotExpensive() {
    Queue<JsonObject> bodies = new ConcurrentLinkedQueue<>();
    script =
        request ->
            request
                .body()
                .onSuccess(body -> {
                  bodies.add(body.toJsonObject());
                  answering(500, "").handle(request);
                });
    deploy(config(true, QUICK), new ProbeConfig.Completion(), false);

    awaitExclusion("one", Exclusion.UNHEALTHY);

    assertThat(requests).containsOnly("POST /v1/chat/completions");
    assertThat(bodies)
        .allSatisfy(body -> assertThat(body.getString("model")).isEqualTo("one"))
        .allSatisfy(body -> assertThat(body.getInteger("max_tokens")).isEqualTo(1));
    assertThat(health("*").exclusion()).isNull();
    assertThat(health("dear").exclusion()).isNull();
  }

  @Test
  void followsNoRedirectWithItsCredentials() {
    script =
        request -> request.response().setStatusCode(302).putHeader("location", "/elsewhere").end();
    deploy(config(true, QUICK), new ProbeConfig.Models(), false);

    await().until(() -> requests.size() > 3);

    assertThat(requests).containsOnly("GET /v1/models");
    assertThat(health("one").exclusion()).isNull();
  }

  @Test
  void hangsUpOnAnAnswerWithoutEnd() {
    AtomicBoolean closed = new AtomicBoolean();
    script =
        request -> {
          request.connection().closeHandler(_ -> closed.set(true));
          request.response().setChunked(true);
          pour(request);
        };
    deploy(config(true, SLOW), new ProbeConfig.Models(), true);

    await().untilTrue(closed);

    assertThat(health("one").exclusion()).isNull();
  }

  @Test
  void hangsUpOnAnAnswerThatStalls() {
    AtomicBoolean closed = new AtomicBoolean();
    script =
        request -> {
          request.connection().closeHandler(_ -> closed.set(true));
          request.response().putHeader("content-length", "10").write("{");
        };
    deploy(config(true, QUICK), new ProbeConfig.Models(), false);

    awaitExclusion("one", Exclusion.UNHEALTHY);

    await().untilTrue(closed);
    await().until(() -> !changes.isEmpty());
    assertThat(changes.peek().cause()).isEqualTo("the provider does not answer in time");
  }

  @Test
  void leavesNothingBehindWhenItIsUndeployed() {
    String id = deploy(config(true, QUICK), new ProbeConfig.Models(), true);
    await().until(() -> requests.size() > 2);

    vertx.undeploy(id).await();

    int asked = requests.size();
    await().during(QUICK.multipliedBy(10)).until(() -> requests.size() <= asked + 1);
  }

  private void serve(HttpServerRequest request) {
    requests.add(request.method() + " " + request.path());
    assertThat(request.getHeader("authorization")).isEqualTo("Bearer sk-secret");
    script.handle(request);
  }

  private static Handler<HttpServerRequest> answering(int status, String body) {
    return request -> request.response().setStatusCode(status).end(body);
  }

  private static void pour(HttpServerRequest request) {
    Buffer block = Buffer.buffer(new byte[256 * 1024]);
    request.response().write(block).onSuccess(_ -> pour(request));
  }

  @CanIgnoreReturnValue
  private String deploy(HealthConfig config, ProbeConfig probe, boolean discover) {
    board = board(config);
    ProbedProvider provider =
        new ProbedProvider(provider(probe, discover), vertx.createHttpClient(), targets);
    return vertx.deployVerticle(new HealthCheckVerticle(config, board, List.of(provider))).await();
  }

  private HealthBoard board(HealthConfig config) {
    BreakerConfig breaker = new BreakerConfig(true, 5, 0.5, 20, SLOW, SLOW, 1);
    return new HealthBoard(vertx, breaker, config, targets, System::nanoTime);
  }

  private void awaitExclusion(String name, @Nullable Exclusion exclusion) {
    await().until(() -> health(name).exclusion() == exclusion);
  }

  private TargetHealth health(String name) {
    return board.of(TargetId.of("acme", name));
  }

  private ConnectionConfig provider(ProbeConfig probe, boolean discover) {
    return Connections.of("acme", port)
        .key("sk-secret")
        .timeouts(timeouts())
        .pool(new PoolConfig(8, 8, SLOW, false))
        .trusting()
        .discover(discover)
        .probe(probe)
        .make();
  }

  private static HealthConfig config(boolean enabled, Duration interval) {
    return new HealthConfig(enabled, interval, 0, TIMEOUT, 2, 2, Duration.ofMinutes(5));
  }

  private static Target target(String name, @Nullable String upstream, boolean expensive) {
    return Targets.of("acme", upstream)
        .id(TargetId.of("acme", name))
        .timeouts(timeouts())
        .expensive(expensive)
        .make();
  }

  private static Timeouts timeouts() {
    Duration minute = Duration.ofMinutes(1);
    return new Timeouts(minute, minute, minute, minute);
  }
}
