package dev.sluice.fleet.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.cli.fleet.FreePorts;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ClusterConfig;
import dev.sluice.config.DiscoveryConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.TimingConfig;
import dev.sluice.fleet.Membership;
import dev.sluice.fleet.Self;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Members of one fleet in one process, over the loopback interface. */
final class Clusters implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final List<Integer> ports;
  private final List<Vertx> opened = new ArrayList<>();
  private final List<HazelcastFleet> joined = new ArrayList<>();

  Clusters() {
    try {
      ports = FreePorts.from(0, 3);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  ClusterConfig config(int number, String secret) {
    return config(number, secret, ChannelConfig.defaults());
  }

  ClusterConfig config(int number, String secret, ChannelConfig channel) {
    ClusterConfig usual = ClusterConfig.defaults();
    return new ClusterConfig(
        true,
        "test",
        "node-" + number,
        "zone-" + number,
        new Secret(secret),
        "",
        ports.get(number),
        "",
        0,
        usual.partitions(),
        new DiscoveryConfig.Addresses(ports.stream().map(port -> "127.0.0.1:" + port).toList()),
        TimingConfig.defaults(),
        new ChannelConfig(0, channel.tls()),
        "");
  }

  /** A member of a number, from 0 to 2, that has joined. */
  HazelcastFleet join(int number) {
    return join(config(number, "a secret of the fleet"), "config");
  }

  HazelcastFleet join(ClusterConfig config, String version) {
    Vertx vertx = Vertx.vertx();
    opened.add(vertx);
    Self self =
        new Self(
            "id-" + opened.size(),
            config.node(),
            "1.0",
            config.zone(),
            () -> version,
            Instant.EPOCH);
    HazelcastFleet fleet = new HazelcastFleet(config, self, vertx);
    finish(fleet.join());
    joined.add(fleet);
    return fleet;
  }

  static <T> void finish(Future<T> future) {
    assertThat(future.toCompletionStage().toCompletableFuture())
        .succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits until the member sees just these. */
  static void sees(Membership fleet, Membership... others) {
    Set<String> ids = new HashSet<>();
    for (Membership other : others) {
      ids.add(other.self().id());
    }
    until(() -> {
      Set<String> seen = new HashSet<>();
      fleet.view().members().forEach(member -> seen.add(member.id()));
      assertThat(seen).isEqualTo(ids);
    });
  }

  static void until(Runnable holds) {
    await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(holds::run);
  }

  @Override
  public void close() {
    joined.forEach(fleet -> finish(fleet.leave()));
    opened.forEach(vertx -> finish(vertx.close()));
  }
}
