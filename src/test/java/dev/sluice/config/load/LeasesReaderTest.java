package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.LeasesConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeasesReaderTest {
  private static final String REST =
      """
      providers: {sim: {type: simulator}}
      models: {fast: {targets: [{provider: sim}]}}
      """;

  @Test
  void readsWhereLeasesAreKept() {
    LeasesConfig leases =
        ConfigLoader.parse(
                "test.yaml",
                "leases: {store: redis, redis: {url: 'redis://a.example:1/2', prefix: 'x:'}}\n"
                    + REST,
                Map.of())
            .leases();

    assertThat(leases.store()).isEqualTo(LeasesConfig.Store.REDIS);
    assertThat(leases.redis().url()).hasToString("redis://a.example:1/2");
    assertThat(leases.redis().prefix()).isEqualTo("x:");
    assertThat(leases.span()).isEqualTo(LeasesConfig.defaults().span());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store: memcached",
        "store: redis",
        "span: 1s",
        "interval: 200ms",
        "hold: 0",
        "redis: {url: 'http://a.example'}",
        "redis: {url: 'redis://user:hidden@a.example'}",
        "redis: {prefix: 'a b'}",
        "redis: {tls: {key: a.pem}}",
        "stroe: local"
      })
  void refusesLeasesThatAreNone(String line) {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class,
            () -> ConfigLoader.parse("test.yaml", "leases: {" + line + "}\n" + REST, Map.of()));

    assertThat(refused.problems())
        .singleElement()
        .asString()
        .contains("leases")
        .doesNotContain("hidden");
  }
}
