package dev.sluice.config;

import dev.sluice.model.Dialect;
import dev.sluice.model.Model;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Timeouts;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Whole configurations for tests. */
final class TestConfigs {
  private TestConfigs() {}

  /** Providers one and two discover, three is disabled; one serves every name with weight 7. */
  static SluiceConfig withDiscovery() {
    Target any =
        new Target(
            TargetId.of("one", "*"),
            "one",
            Dialect.OPENAI_CHAT,
            null,
            7,
            2,
            true,
            0,
            null,
            Timeouts.defaults(),
            false);
    return new SluiceConfig(
        ServerConfig.defaults(),
        LimitsConfig.defaults(),
        FailoverConfig.defaults(),
        BreakerConfig.defaults(),
        HealthConfig.defaults(),
        StreamConfig.defaults(),
        List.of(provider("one", true), provider("two", true), provider("three", false)),
        List.of(new Model("*", Strategy.WEIGHTED, List.of(any))));
  }

  private static OpenAiConfig provider(String name, boolean enabled) {
    return new OpenAiConfig(
        new ConnectionConfig(
            name,
            enabled,
            URI.create("https://example.com/v1"),
            new Secret(""),
            false,
            null,
            null,
            Map.of(),
            Timeouts.defaults(),
            PoolConfig.defaults(),
            null,
            UpstreamTlsConfig.defaults(),
            true,
            new ProbeConfig.Models()));
  }
}
