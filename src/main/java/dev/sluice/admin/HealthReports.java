package dev.sluice.admin;

import dev.sluice.health.HealthBoard;
import dev.sluice.model.FailureException;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.routing.Availability;
import dev.sluice.routing.Catalogue;
import dev.sluice.routing.Models;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether targets may be tried now, by provider and by model. Used by any thread. */
public final class HealthReports {
  private final HealthBoard health;
  private final Supplier<List<Target>> targets;
  private final Models models;
  private final TargetStates states;

  /**
   * Reports of a node.
   *
   * @param targets all that may be tried
   */
  public HealthReports(
      HealthBoard health,
      Supplier<List<Target>> targets,
      Models models,
      Availability availability) {
    this.health = health;
    this.targets = targets;
    this.models = models;
    this.states = new TargetStates(availability);
  }

  /** Each provider and its targets. */
  public Providers providers() {
    return new Providers(
        targets.get().stream().map(Target::provider).distinct().map(this::provider).toList());
  }

  private Provider provider(String name) {
    List<Target> own =
        targets.get().stream().filter(target -> target.provider().equals(name)).toList();
    return new Provider(name, status(own), enabled(own), fit(own), shown(own));
  }

  /**
   * The model that a name stands for, and its targets; for a virtual model the targets of all
   * models that it may stand for.
   *
   * @throws FailureException when no model has the name
   */
  public ModelHealth model(String name) {
    Catalogue catalogue = models.current();
    List<Model> servers = catalogue.servers(name);
    if (servers.isEmpty()) {
      throw new FailureException(catalogue.unknown(name));
    }
    Map<TargetId, Target> own = new LinkedHashMap<>();
    servers.stream()
        .flatMap(model -> model.targets().stream())
        .forEach(target -> own.putIfAbsent(target.id(), target));
    List<Target> all = List.copyOf(own.values());
    String shown = catalogue.virtual(name) == null ? servers.getFirst().name() : name;
    return new ModelHealth(shown, status(all), enabled(all), fit(all), shown(all));
  }

  private String status(List<Target> of) {
    long enabled = enabled(of);
    long fit = fit(of);
    if (enabled == 0) {
      return "disabled";
    }
    if (fit == 0) {
      return "down";
    }
    return fit < enabled ? "degraded" : "healthy";
  }

  private static long enabled(List<Target> of) {
    return of.stream().filter(Target::enabled).count();
  }

  private long fit(List<Target> of) {
    return of.stream().filter(states::fit).count();
  }

  private List<TargetHealth> shown(List<Target> of) {
    return of.stream()
        .map(target ->
            new TargetHealth(
                target.id().value(),
                states.of(target),
                health.of(target.id()).breaker().id(),
                states.warmth(target),
                health.of(target.id()).source()))
        .toList();
  }

  /** Each provider. */
  public record Providers(List<Provider> providers) {}

  /**
   * A provider.
   *
   * @param status {@code healthy}, {@code degraded} when some of its enabled targets may not be
   *     tried now, {@code down} when none may, {@code disabled} when none is enabled
   * @param total enabled targets
   * @param healthy those of them that may be tried now
   */
  public record Provider(
      String provider, String status, long total, long healthy, List<TargetHealth> targets) {}

  /**
   * A model; its other fields are as those of a {@link Provider}.
   *
   * @param model its configured name, a pattern when that is what serves the name asked for. Of a
   *     virtual model the targets are those of all models that it may stand for
   */
  public record ModelHealth(
      String model, String status, long total, long healthy, List<TargetHealth> targets) {}

  /**
   * A target.
   *
   * @param state {@code healthy}, {@code warming} or why it may not be tried
   * @param breaker {@code closed}, {@code open} or {@code half_open}
   * @param warmth share of its weight that it gets, below 1 while it warms up
   * @param source name of the member by whose word alone it may not be tried, null when it may or
   *     when this node knows so itself
   */
  public record TargetHealth(
      String target, String state, String breaker, double warmth, @Nullable String source) {}
}
