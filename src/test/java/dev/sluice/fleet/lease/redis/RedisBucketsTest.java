package dev.sluice.fleet.lease.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.RedisConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.fleet.lease.SharedCap;
import dev.sluice.fleet.lease.bucket.Rate;
import dev.sluice.fleet.lease.bucket.SharedBuckets;
import dev.sluice.fleet.lease.bucket.SharedBucketsContract;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

final class RedisBucketsTest extends SharedBucketsContract {
  private static final String PASSWORD = "of-the-test";

  private static Vertx vertx;
  private static RedisServer server;
  private static int port;
  private static RedisBuckets buckets;

  @BeforeAll
  static void start() throws IOException {
    port = freePort();
    server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("requirepass " + PASSWORD)
            .build();
    server.start();
    vertx = Vertx.vertx();
    buckets = new RedisBuckets(vertx, config(port));
  }

  @AfterAll
  static void stop() throws IOException {
    vertx.close().await();
    server.stop();
  }

  @Override
  protected SharedBuckets buckets() {
    return buckets;
  }

  @Test
  void threeNodesKeepOneCap() {
    List<SharedBuckets> three =
        Stream.generate(() -> (SharedBuckets) new RedisBuckets(vertx, config(port)))
            .limit(3)
            .toList();
    try (SharedCap cap = new SharedCap(three)) {
      assertThat(cap.shareOfTheRate()).isBetween(0.98, 1.02);
    }
  }

  @Test
  void goesOnWhenTheServerForgotTheScripts() throws Exception {
    Rate rate = new Rate(1e-6, 3);
    assertThat(buckets.take("forgotten", rate, 1).toCompletableFuture().get().tokens())
        .isEqualTo(1);
    Redis direct = Redis.createClient(vertx, Connecting.options(config(port)));
    assertThat(direct.send(Request.cmd(Command.SCRIPT).arg("FLUSH")).await().toString())
        .isEqualTo("OK");

    assertThat(buckets.take("forgotten", rate, 9).toCompletableFuture().get().tokens())
        .isEqualTo(2);
    assertThat(direct.send(Request.cmd(Command.PTTL).arg("test:tokens:forgotten")).await().toLong())
        .isPositive();
  }

  @Test
  void saysSoWhenThereIsNoServer() throws IOException {
    RedisBuckets nowhere = new RedisBuckets(vertx, config(freePort()));

    assertThatThrownBy(() ->
            nowhere.take("any", new Rate(1, 1), 1).toCompletableFuture().get(20, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(IOException.class);
  }

  private static RedisConfig config(int port) {
    return new RedisConfig(
        URI.create("redis://127.0.0.1:" + port),
        null,
        new Secret(PASSWORD),
        "test:",
        Duration.ofSeconds(5),
        UpstreamTlsConfig.defaults());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
