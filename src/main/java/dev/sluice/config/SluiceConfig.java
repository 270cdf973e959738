package dev.sluice.config;

import dev.sluice.model.Caps;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Traits;
import dev.sluice.model.VirtualModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is set: one valid, whole configuration.
 *
 * @param server the door
 * @param limits bounds of sizes, times and numbers
 * @param failover what happens when an attempt fails
 * @param breaker when a target is left alone
 * @param health active probes
 * @param stream how streams are kept alive
 * @param cluster the fleet that the node belongs to
 * @param providers accounts at providers; names are unique
 * @param models what clients may ask for; names are unique; targets refer to providers
 * @param virtual names that stand for models; none is a model's name, and each of their models can
 *     be asked for
 * @param defaults what holds for models that say nothing themselves
 * @param catalogue what is known of upstream models, empty when it is switched off
 * @param decisions whether the decisions of the routing are written to a file
 * @param leases how nodes share caps
 * @param media how images and documents behind addresses are fetched
 * @param passing what is passed on to a provider as it is; it names configured ones
 * @param reload how a running node finds a changed configuration
 */
public record SluiceConfig(
    ServerConfig server,
    LimitsConfig limits,
    FailoverConfig failover,
    BreakerConfig breaker,
    HealthConfig health,
    StreamConfig stream,
    ClusterConfig cluster,
    List<ProviderConfig> providers,
    List<Model> models,
    List<VirtualModel> virtual,
    ModelDefaults defaults,
    KnownModels catalogue,
    DecisionsConfig decisions,
    LeasesConfig leases,
    MediaConfig media,
    PassingConfig passing,
    ReloadConfig reload) {
  public SluiceConfig {
    providers = List.copyOf(providers);
    models = List.copyOf(models);
    virtual = List.copyOf(virtual);
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
        .require(
            virtual.stream().map(VirtualModel::name).noneMatch(exact(models)::contains)
                && virtual.stream().map(VirtualModel::name).distinct().count() == virtual.size(),
            "virtual",
            "must have unique names that no model has")
        .require(
            sharers(virtual).allMatch(askable(models, virtual)),
            "virtual",
            "must stand for configured models only")
        .require(names.containsAll(passing.named()), "passthrough", "must name providers")
        .enforce();
  }

  /** This one with other settings about decisions. */
  public SluiceConfig with(DecisionsConfig next) {
    return new SluiceConfig(
        server, limits, failover, breaker, health, stream, cluster, providers, models, virtual,
        defaults, catalogue, next, leases, media, passing, reload);
  }

  /** This one with other settings about what is passed on. */
  public SluiceConfig with(PassingConfig next) {
    return new SluiceConfig(
        server, limits, failover, breaker, health, stream, cluster, providers, models, virtual,
        defaults, catalogue, decisions, leases, media, next, reload);
  }

  /**
   * The target with what the catalogue knows where the target says nothing. For a target that
   * passes names on this depends on the name; for another one it is done already.
   *
   * @param model the name that a client asks for
   */
  public Target completed(Target target, String model) {
    return catalogue.isEmpty()
        ? target
        : catalogue.complete(target, target.upstreamFor(model), host(target.provider()));
  }

  private @Nullable String host(String provider) {
    for (ProviderConfig each : providers) {
      if (each.name().equals(provider)) {
        return switch (each) {
          case ConnectedConfig connected -> connected.connection().baseUrl().getHost();
          case SimulatorConfig _ -> null;
        };
      }
    }
    return null;
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
                false,
                0,
                Traits.NONE,
                Caps.NONE,
                provider.api()));
  }

  private static Stream<Target> targets(List<Model> models) {
    return models.stream().flatMap(model -> model.targets().stream());
  }

  private static Set<String> exact(List<Model> models) {
    Set<String> names = new HashSet<>();
    for (Model model : models) {
      names.add(model.name());
    }
    return names;
  }

  private static Stream<String> sharers(List<VirtualModel> virtual) {
    return virtual.stream()
        .flatMap(each -> each.rules().stream())
        .flatMap(rule -> rule.shares().stream())
        .map(VirtualModel.Share::model);
  }

  /** Whether a model serves the name; that of a virtual model would come round in a circle. */
  private static Predicate<String> askable(List<Model> models, List<VirtualModel> virtual) {
    return name ->
        virtual.stream().noneMatch(each -> each.name().equals(name))
            && models.stream().anyMatch(model -> new NamePattern(model.name()).matches(name));
  }
}
