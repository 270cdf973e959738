package dev.sluice.config;

import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
    Set<String> names = new HashSet<>();
    for (ProviderConfig provider : providers) {
      names.add(provider.name());
    }
    new Rules()
        .require(names.size() == providers.size(), "providers", "must have unique names")
        .require(
            models.stream().map(Model::name).distinct().count() == models.size(),
            "models",
            "must have unique names")
        .require(
            targets(models).map(Target::provider).allMatch(names::contains),
            "models",
            "must have targets of configured providers only")
        .enforce();
  }

  /**
   * Targets that serve any name their provider lists: one for each enabled provider that discovers,
   * with the id {@code <provider>/*} and no upstream name of its own. Where a model has the target
   * of that id, it is that one, with its weight and priority.
   */
  public List<Target> discovered() {
    return providers.stream()
        .filter(provider -> provider.enabled() && provider.discover())
        .map(this::discovering)
        .toList();
  }

  private Target discovering(ProviderConfig provider) {
    TargetId id = TargetId.of(provider.name(), "*");
    return targets(models)
        .filter(target -> target.id().equals(id) && target.upstream() == null)
        .findFirst()
        .orElseGet(() ->
            new Target(
                id,
                provider.name(),
                provider.dialect(),
                null,
                1,
                1,
                true,
                0,
                null,
                provider.timeouts(),
                false));
  }

  private static Stream<Target> targets(List<Model> models) {
    return models.stream().flatMap(model -> model.targets().stream());
  }
}
