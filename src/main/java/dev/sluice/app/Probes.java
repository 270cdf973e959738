package dev.sluice.app;

import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.health.HealthCheckVerticle;
import dev.sluice.health.ProbedProvider;
import dev.sluice.model.Target;
import dev.sluice.provider.http.HttpClients;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Stream;

/** Prepares the node's probing: which providers, by which clients. */
final class Probes {
  private Probes() {}

  /** The verticle that probes the configuration's providers. */
  static HealthCheckVerticle verticle(SluiceConfig config, Parts parts, Vertx vertx) {
    List<ProbedProvider> probed =
        config.providers().stream()
            .filter(provider -> provider.enabled())
            .flatMap(Probes::reached)
            .map(provider -> probed(provider, parts.targets(), vertx))
            .toList();
    return new HealthCheckVerticle(config.health(), parts.health(), probed);
  }

  /** How a provider is probed; nothing when it is not known how. */
  private static Stream<ConnectionConfig> reached(ProviderConfig provider) {
    return switch (provider) {
      case CompatibleConfig compatible -> Stream.of(compatible.probed());
      case OpenAiConfig openai -> Stream.of(openai.connection());
      default -> Stream.empty();
    };
  }

  private static ProbedProvider probed(
      ConnectionConfig provider, List<Target> targets, Vertx vertx) {
    List<Target> own =
        targets.stream().filter(target -> target.provider().equals(provider.name())).toList();
    return new ProbedProvider(provider, HttpClients.openUnpacking(vertx, provider), own);
  }
}
