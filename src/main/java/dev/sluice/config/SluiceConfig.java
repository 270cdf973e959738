package dev.sluice.config;

import dev.sluice.model.Model;
import java.util.List;

/**
 * Everything that is set: one valid, whole configuration.
 *
 * @param server the door
 * @param limits bounds of sizes, times and numbers
 * @param failover what happens when an attempt fails
 * @param breaker when a target is left alone
 * @param health active probes
 * @param stream how streams are kept alive
 * @param providers accounts at providers; names are unique
 * @param models what clients may ask for; names are unique; targets refer to providers
 */
public record SluiceConfig(
    ServerConfig server,
    LimitsConfig limits,
    FailoverConfig failover,
    BreakerConfig breaker,
    HealthConfig health,
    StreamConfig stream,
    List<ProviderConfig> providers,
    List<Model> models) {
  public SluiceConfig {
    providers = List.copyOf(providers);
    models = List.copyOf(models);
  }
}
