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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Stream;

/** The node's probing: which providers, by which clients. */
final class Probes {
  private final Vertx vertx;
  private final HealthCheckVerticle verticle;
  private List<ProbedProvider> probed;

  /** Probes of the configuration's providers, which have not begun. */
  Probes(SluiceConfig config, Parts parts, Vertx vertx) {
    this.vertx = vertx;
    this.probed = List.of();
    this.probed = probed(config);
    this.verticle = new HealthCheckVerticle(config.health(), parts.health(), probed);
  }

  /** Begins. */
  Future<Void> deploy() {
    return vertx.deployVerticle(verticle).mapEmpty();
  }

  /** Goes over to the providers of another configuration, whose targets are on the board. */
  Future<Void> adopt(SluiceConfig config) {
    probed = probed(config);
    return verticle.adopt(probed);
  }

  private List<ProbedProvider> probed(SluiceConfig config) {
    List<Target> targets = Parts.targets(config);
    return config.providers().stream()
        .filter(ProviderConfig::enabled)
        .flatMap(Probes::reached)
        .map(provider -> probed(provider, targets))
        .toList();
  }

  /** How a provider is probed; nothing when it is not known how. */
  private static Stream<ConnectionConfig> reached(ProviderConfig provider) {
    return switch (provider) {
      case CompatibleConfig compatible -> Stream.of(compatible.probed());
      case OpenAiConfig openai -> Stream.of(openai.connection());
      default -> Stream.empty();
    };
  }

  /** One that stays as it is keeps its client. */
  private ProbedProvider probed(ConnectionConfig provider, List<Target> targets) {
    List<Target> own =
        targets.stream().filter(target -> target.provider().equals(provider.name())).toList();
    return probed.stream()
        .filter(known -> known.provider().equals(provider) && known.targets().equals(own))
        .findFirst()
        .orElseGet(
            () -> new ProbedProvider(provider, HttpClients.openUnpacking(vertx, provider), own));
  }
}
