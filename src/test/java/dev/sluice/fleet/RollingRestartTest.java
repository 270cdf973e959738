package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.cli.fleet.Backend;
import dev.sluice.cli.fleet.Balancer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All nodes are restarted, one after the other, while clients come by way of a balancer. {@code
 * -Dsluice.stream.seconds} says how long their streams take, 3 without it.
 */
final class RollingRestartTest {
  private static final int STREAM_SECONDS = Integer.getInteger("sluice.stream.seconds", 3);
  private static final int TERMINATED = 128 + 15;
  private static final int PACE = 10;
  private static final String YAML =
      """
      providers:
        slow: {type: simulator, first_token: 10ms, pace: %d, jitter: 0, length: %d}
        swift: {type: simulator, first_token: 1ms, pace: 1000, length: 3}
      models:
        long: {targets: [{provider: slow}]}
        short: {targets: [{provider: swift}]}
      """
          .formatted(PACE, PACE * STREAM_SECONDS);

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<Visitor> visitors = new ArrayList<>();

  @Test
  void noExchangeFailsAndAllStreamsAreWhole() throws Exception {
    try (FleetProcesses fleet = new FleetProcesses(folder, YAML, "", 3)) {
      // Longer than the balancer takes to see it.
      fleet.server("notice: 2s");
      for (int i = 0; i < 3; i++) {
        fleet.add();
      }
      fleet.awaitWhole();
      List<Backend> backends =
          IntStream.range(0, 3)
              .mapToObj(i -> new Backend("node-" + i, fleet.doors().get(i)))
              .toList();
      String url = balance(backends);
      for (int i = 0; i < 6; i++) {
        visitors.add(new Visitor(url, i < 4 ? "long" : "short", i < 4));
      }

      restartAll(fleet, backends);
      for (Visitor each : visitors) {
        each.finish();
      }

      assertThat(visitors).allSatisfy(each -> assertThat(each.failures()).isEmpty());
      assertThat(visitors).allSatisfy(each -> assertThat(each.served()).isPositive());
      assertThat(
              visitors.subList(0, 4).stream().flatMap(each -> each.lengths().stream()).distinct())
          .as("events of a stream")
          .hasSize(1);
      System.out.printf(
          "rolling restart: %d exchanges whole, %d of them streams of %d s%n",
          visitors.stream().mapToInt(Visitor::served).sum(),
          visitors.subList(0, 4).stream().mapToInt(Visitor::served).sum(),
          STREAM_SECONDS);
    } finally {
      visitors.forEach(Visitor::close);
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  private static void restartAll(FleetProcesses fleet, List<Backend> backends) throws Exception {
    for (int i = 0; i < 3; i++) {
      fleet.node(i).terminate();
      assertThat(fleet.node(i).exitCode()).isEqualTo(TERMINATED);
      fleet.restart(i);
      awaitReady(backends);
    }
  }

  private String balance(List<Backend> backends) throws Exception {
    AtomicInteger port = new AtomicInteger();
    String id =
        vertx
            .deployVerticle(new Balancer("127.0.0.1", 0, "", backends, port::set))
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    assertThat(id).isNotEmpty();
    awaitReady(backends);
    return "http://127.0.0.1:" + port.get();
  }

  private static void awaitReady(List<Backend> backends) {
    await().atMost(Duration.ofSeconds(90)).until(() -> backends.stream().allMatch(Backend::ready));
  }
}
