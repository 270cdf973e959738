package dev.sluice.config;

import dev.sluice.model.Model;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import java.net.URI;
import java.util.List;

/** Whole configurations for tests. */
final class TestConfigs {
  private TestConfigs() {}

  /** Providers one and two discover, three is disabled; one serves every name with weight 7. */
  static SluiceConfig withDiscovery() {
    Target any = Targets.of("one", null).weight(7).priority(2).make();
    return of(
        List.of(provider("one", true), provider("two", true), provider("three", false)),
        List.of(new Model("*", Strategy.WEIGHTED, List.of(any))));
  }

  /** The usual settings for these providers and models. */
  static SluiceConfig of(List<ProviderConfig> providers, List<Model> models) {
    return new SluiceConfig(
        ServerConfig.defaults(),
        LimitsConfig.defaults(),
        FailoverConfig.defaults(),
        BreakerConfig.defaults(),
        HealthConfig.defaults(),
        StreamConfig.defaults(),
        ClusterConfig.defaults(),
        providers,
        models,
        List.of(),
        ModelDefaults.usual(),
        KnownModels.NONE,
        DecisionsConfig.defaults(),
        LeasesConfig.defaults(),
        MediaConfig.defaults(),
        PassingConfig.defaults(),
        ReloadConfig.defaults());
  }

  private static OpenAiConfig provider(String name, boolean enabled) {
    return new OpenAiConfig(
        Connections.of(name, URI.create("https://example.com/v1"))
            .enabled(enabled)
            .discover(true)
            .probe(new ProbeConfig.Models())
            .make());
  }
}
