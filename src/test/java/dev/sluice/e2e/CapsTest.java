package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.serves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.config.LeasesConfig;
import dev.sluice.config.RedisConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.model.Caps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Caps of targets and providers, as clients notice them. */
final class CapsTest {
  @Test
  void oneCapOfAProviderHoldsForAllItsTargets() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        RunningGateway gateway =
            new RunningGateway(new Settings().caps(new Caps(1, 0, 0)).target("first", first))) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      Answer answer = gateway.chat(WHOLE);

      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.error("message")).contains("provider.requests_per_minute");
      assertThat(answer.header("retry-after")).isBetween("50", "60");
    }
  }

  @Test
  void tokensThatWereUsedBeyondTheCapAreWaitedFor() {
    Caps tokens = new Caps(0, 60, 0);
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway =
            new RunningGateway(
                new Settings().target("first", first, "caps", tokens).target("second", second))) {
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(gateway.chat(WHOLE).header("x-sluice-target")).isEqualTo("second/chat");
    }
  }

  @Test
  void aPlaceIsFreeAgainWhateverBecameOfTheAttempt() {
    Caps one = new Caps(0, 0, 1);
    Settings settings = new Settings().failover("retries", 0);
    try (ScriptedProvider only = new ScriptedProvider(Scripts.closes());
        RunningGateway gateway = new RunningGateway(settings.target("first", only, "caps", one))) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(502);
      only.script(serves());
      assertThat(gateway.chat(STREAM).status()).isEqualTo(200);
      only.script(Scripts.silent());
      try (RawClient impatient = gateway.client()) {
        int before = only.attempts();
        impatient.chat(STREAM);
        await().until(() -> only.attempts() > before);
      }
      only.script(serves());

      await().untilAsserted(() -> assertThat(gateway.chat(WHOLE).status()).isEqualTo(200));
    }
  }

  @Test
  void twoNodesShareOneCapThroughRedis() throws IOException {
    int port = freePort();
    RedisServer server =
        RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    server.start();
    Caps caps = new Caps(2, 0, 0);
    try (ScriptedProvider only = new ScriptedProvider(serves());
        RunningGateway one = new RunningGateway(shared(port, caps, only));
        RunningGateway other = new RunningGateway(shared(port, caps, only))) {
      long served =
          IntStream.range(0, 20)
              .filter(i -> (i % 2 == 0 ? one : other).chat(WHOLE).status() == 200)
              .count();

      // Two nodes of their own would serve at least two; one bucket of one second's worth has one.
      assertThat(served).isEqualTo(1);
    } finally {
      server.stop();
    }
  }

  private static Settings shared(int port, Caps caps, ScriptedProvider only) {
    LeasesConfig usual = LeasesConfig.defaults();
    RedisConfig redis =
        new RedisConfig(
            URI.create("redis://127.0.0.1:" + port),
            null,
            new Secret(""),
            "sluice:",
            Duration.ofSeconds(5),
            UpstreamTlsConfig.defaults());
    return new Settings()
        .leases(
            new LeasesConfig(
                LeasesConfig.Store.REDIS,
                usual.span(),
                usual.interval(),
                usual.idle(),
                Duration.ofSeconds(5),
                usual.hold(),
                redis))
        .target("first", only, "caps", caps);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
