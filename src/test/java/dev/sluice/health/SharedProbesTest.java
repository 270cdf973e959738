package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.ModelsListed;
import dev.sluice.bus.Topics;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.Connections;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.PoolConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.Secret;
import dev.sluice.fleet.TestFleet;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import dev.sluice.model.Timeouts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The nodes of a fleet, on one event loop, before a provider that sees which of them probes. */
final class SharedProbesTest {
  private static final String LISTING = "{\"data\":[{\"id\":\"a\"}]}";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final TargetId ID = TargetId.of("acme", "one");
  private static final List<String> NODES = List.of("a", "b", "c");

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final TestFleet mesh = new TestFleet();
  private final Map<String, HealthBoard> boards = new ConcurrentHashMap<>();
  private final Map<String, String> deployments = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Queue<ModelsListed> listings = new ConcurrentLinkedQueue<>();
  private volatile String listing = LISTING;
  private int port;

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
  void oneProbesForAll() {
    deploy(new ProbeConfig.Path("/health"), false);
    String owner = awaitOwner(8);

    assertThat(asked.keySet()).containsExactly(owner);

    answer(503);
    NODES.forEach(node -> awaitExclusion(node, Exclusion.UNHEALTHY));
    assertThat(health(owner).source()).isNull();
    assertThat(health(others(owner).getFirst()).source()).isEqualTo(owner);
    assertThat(asked.size()).as("who is second in line looks too").isLessThanOrEqualTo(2);

    answer(200);
    NODES.forEach(node -> awaitExclusion(node, null));
  }

  @Test
  void theProbesOfALostMemberAreTakenOverWithinThreeSeconds() {
    deploy(new ProbeConfig.Path("/health"), false);
    String owner = awaitOwner(3);
    answer(503);
    NODES.forEach(node -> awaitExclusion(node, Exclusion.UNHEALTHY));

    asked.clear();
    vertx.undeploy(deployments.get(owner)).await();
    onLoop(() -> {
      mesh.kill(owner);
      return owner;
    });
    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> others(owner).stream().anyMatch(asked::containsKey));

    String heir = awaitOwner(5);
    assertThat(heir).isNotEqualTo(owner);
    assertThat(others(owner))
        .allSatisfy(node -> assertThat(health(node).exclusion()).isEqualTo(Exclusion.UNHEALTHY));
    answer(200);
    others(owner).forEach(node -> awaitExclusion(node, null));
  }

  @Test
  void anOwnerThatAloneFindsATargetDownIsContradicted() {
    deploy(new ProbeConfig.Path("/health"), false);
    String owner = awaitOwner(3);
    statuses.put(owner, 503);

    awaitExclusion(owner, Exclusion.UNHEALTHY);

    others(owner).forEach(node -> awaitExclusion(node, null));
    assertThat(health(owner).exclusion()).isEqualTo(Exclusion.UNHEALTHY);
  }

  @Test
  void eachAsksForTheModelsOnceAndHearsOfChanges() {
    deploy(new ProbeConfig.Models(), true);
    await().until(() -> listings.size() == NODES.size());
    String owner = awaitOwner(8);

    listing = "{\"data\":[{\"id\":\"b\"}]}";
    await().until(() -> listings.size() == 2 * NODES.size());

    assertThat(listings).contains(new ModelsListed("acme", Set.of("b")));
    assertThat(others(owner)).allSatisfy(node -> assertThat(asked(node)).isLessThanOrEqualTo(2));
  }

  private void serve(HttpServerRequest request) {
    String node = request.getHeader("x-node");
    asked.computeIfAbsent(node, _ -> new AtomicInteger()).incrementAndGet();
    request.response().setStatusCode(statuses.getOrDefault(node, 200)).end(listing);
  }

  private void answer(int status) {
    NODES.forEach(node -> statuses.put(node, status));
  }

  private int asked(String node) {
    AtomicInteger count = asked.get(node);
    return count == null ? 0 : count.get();
  }

  private String awaitOwner(int probes) {
    await().until(() -> NODES.stream().anyMatch(node -> asked(node) >= probes));
    return NODES.stream().filter(node -> asked(node) >= probes).findFirst().orElseThrow();
  }

  private static List<String> others(String owner) {
    return NODES.stream().filter(node -> !node.equals(owner)).toList();
  }

  private TargetHealth health(String node) {
    return board(node).of(ID);
  }

  private HealthBoard board(String node) {
    HealthBoard board = boards.get(node);
    if (board == null) {
      throw new IllegalArgumentException(node);
    }
    return board;
  }

  private void awaitExclusion(String node, @Nullable Exclusion exclusion) {
    await().until(() -> health(node).exclusion() == exclusion);
  }

  /** The fleet of the test is confined to the event loop. */
  @CanIgnoreReturnValue
  private <T> T onLoop(Callable<T> task) {
    return Future.<T>future(promise ->
            vertx.runOnContext(_ -> {
              try {
                promise.complete(task.call());
              } catch (Exception e) {
                promise.fail(e);
              }
            }))
        .await();
  }

  private void deploy(ProbeConfig probe, boolean discover) {
    HealthConfig config =
        new HealthConfig(true, Duration.ofMillis(400), 0, Duration.ofSeconds(1), 2, 2, MINUTE);
    BreakerConfig breaker = BreakerConfig.defaults();
    Target target = Targets.of("acme", "one").id(ID).timeouts(timeouts()).make();
    for (String node : NODES) {
      boards.put(
          node,
          onLoop(() ->
              new HealthBoard(
                  vertx, breaker, config, List.of(target), System::nanoTime, mesh.join(node))));
    }
    for (String node : NODES) {
      ProbedProvider provider =
          new ProbedProvider(
              provider(node, probe, discover), vertx.createHttpClient(), List.of(target));
      HealthCheckVerticle verticle =
          new HealthCheckVerticle(config, board(node), List.of(provider));
      deployments.put(node, vertx.deployVerticle(verticle).await());
    }
  }

  private ConnectionConfig provider(String node, ProbeConfig probe, boolean discover) {
    return Connections.of("acme", port)
        .key("sk-secret")
        .headers(Map.of("x-node", new Secret(node)))
        .timeouts(timeouts())
        .pool(new PoolConfig(8, 8, MINUTE, false))
        .trusting()
        .discover(discover)
        .probe(probe)
        .make();
  }

  private static Timeouts timeouts() {
    return new Timeouts(MINUTE, MINUTE, MINUTE, MINUTE);
  }
}
