package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.config.SimulatorConfig.Faults;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  static Stream<Arguments> broken() {
    return Stream.of(
        wrong("port must be 0 to 65535", () -> server("0.0.0.0", 65_536, "")),
        wrong("host must be an address", () -> server("", 80, "")),
        wrong("path_prefix must be", () -> server("::1", 80, "/slash/at/end/")),
        wrong("origins must each be", () -> new CorsConfig(List.of("https://a.example/path"))),
        wrong("failures must be", () -> breaker(0, 0.5)),
        wrong("error_rate must be", () -> breaker(5, 1.1)),
        wrong("attempts must be", () -> failover(0, SECOND, 0.2)),
        wrong("backoff must be at most backoff_max", () -> failover(1, SECOND.plusMillis(1), 0.2)),
        wrong("retry_share must be 0 to 1", () -> failover(1, SECOND, Double.NaN)),
        wrong("jitter must be 0 to 1", () -> health(1.5)),
        wrong("heartbeat must be", () -> new StreamConfig(Duration.ofSeconds(-1))),
        wrong("watch must be 0, or", () -> new ReloadConfig(Duration.ofMillis(99))),
        wrong("watch must be 0, or", () -> new ReloadConfig(Duration.ofHours(1).plusMillis(1))),
        wrong("watch must be 0, or", () -> new ReloadConfig(SECOND.negated())),
        wrong("idle must be", () -> new PoolConfig(1, 0, Duration.ZERO, true)),
        wrong("health must be", () -> new ProbeConfig.Path("no-slash")),
        wrong("health must be", () -> new ProbeConfig.Path("/a b")),
        wrong("key must be the path", () -> new TlsConfig("a.pem", " ")),
        wrong("key must be given", () -> new UpstreamTlsConfig(true, null, "a.pem", null)),
        wrong("certificate must be given", () -> new UpstreamTlsConfig(true, null, null, "k")),
        wrong("add up to 1", () -> new Faults(0.6, 0.6, 0, 0, 0, SECOND)),
        wrong("name must be", () -> SimulatorConfig.named("a/b")),
        wrong("headers must have names", () -> provider(Map.of("a b", new Secret("c")), null)),
        wrong("not frame", () -> provider(Map.of("Content-Length", new Secret("1")), null)),
        wrong("headers must have values", () -> provider(Map.of("a", new Secret("\n")), null)),
        wrong("proxy must be", () -> provider(Map.of(), URI.create("ftp://proxy"))));
  }

  private static Arguments wrong(String message, Supplier<Object> make) {
    return Arguments.of(message, make);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void cannotExistInAnInvalidForm(String message, Supplier<Object> make) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(make::get)
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/v1",
        "https://user:pass@example.com/v1",
        "https://example.com/v1?key=1",
        "https://example.com/v1/",
        "https://example.com:70000/v1",
        "/relative"
      })
  void refusesBaseUrlsThatAreNone(String url) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> use(at(URI.create(url), Map.of(), null)))
        .withMessageContaining("base_url must be")
        .withMessageNotContaining(url);
  }

  @Test
  void tellsEveryBrokenRequirementAtOnce() {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> use(new PoolConfig(0, -1, Duration.ZERO, true)))
        .satisfies(e -> assertThat(e.violations()).hasSize(3));
  }

  @Test
  void defaultsAreValid() {
    assertThat(ServerConfig.defaults().port()).isEqualTo(8000);
    assertThat(LimitsConfig.defaults().body()).isEqualTo(32 << 20);
    assertThat(FailoverConfig.defaults().attempts()).isEqualTo(4);
    assertThat(BreakerConfig.defaults().reset()).isEqualTo(Duration.ofSeconds(15));
    assertThat(HealthConfig.defaults().interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(StreamConfig.defaults().heartbeat()).isEqualTo(Duration.ofSeconds(10));
    assertThat(PoolConfig.defaults().connections()).isEqualTo(2048);
  }

  @Test
  void printsNoCredential() {
    ConnectionConfig config =
        provider(
            Map.of("x-key", new Secret("hidden-header")),
            URI.create("http://user:hidden-pass@proxy:3128"));

    assertThat(config.toString()).contains("proxy:3128").doesNotContain("hidden");
  }

  @Test
  void refusesTargetsOfUnknownProviders() {
    SluiceConfig valid = TestConfigs.withDiscovery();

    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> use(TestConfigs.of(List.of(), valid.models())))
        .withMessageContaining("models must have targets of configured providers only");
  }

  @Test
  void discoversWithTheConfiguredTargetOfThatIdElseWithOneOfItsOwn() {
    SluiceConfig config = TestConfigs.withDiscovery();

    assertThat(config.discovered())
        .extracting(target -> target.id().value(), target -> target.weight())
        .containsExactly(tuple("one/*", 7), tuple("two/*", 1));
  }

  private static void use(Object made) {
    assertThat(made).isNotNull();
  }

  private static Object server(String host, int port, String prefix) {
    ServerConfig.Transport auto = ServerConfig.Transport.AUTO;
    return new ServerConfig(
        host, port, prefix, CorsConfig.defaults(), null, auto, 0, SECOND, Duration.ZERO);
  }

  private static Object breaker(int failures, double rate) {
    return new BreakerConfig(true, failures, rate, 1, SECOND, SECOND, 1);
  }

  private static Object failover(int attempts, Duration backoff, double share) {
    return new FailoverConfig(true, attempts, 0, backoff, SECOND, SECOND, share, 0);
  }

  private static Object health(double jitter) {
    return new HealthConfig(true, SECOND, jitter, SECOND, 1, 1, SECOND);
  }

  private static ConnectionConfig provider(Map<String, Secret> headers, @Nullable URI proxy) {
    return at(URI.create("https://example.com/v1"), headers, proxy);
  }

  private static ConnectionConfig at(URI url, Map<String, Secret> headers, @Nullable URI proxy) {
    return Connections.of("acme", url)
        .key("hidden-key")
        .headers(headers)
        .proxy(proxy)
        .probe(new ProbeConfig.Models())
        .make();
  }
}
