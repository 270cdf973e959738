package dev.sluice.admin;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.routing.Availability;
import dev.sluice.routing.Models;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was measured, by target, by provider and by model. Used by any thread. */
public final class StatsReports {
  private final Measurements measurements;
  private final List<Target> targets;
  private final Models models;
  private final TargetStates states;

  /**
   * Reports of a node.
   *
   * @param targets all that may be tried
   */
  public StatsReports(
      Measurements measurements, List<Target> targets, Models models, Availability availability) {
    this.measurements = measurements;
    this.targets = List.copyOf(targets);
    this.models = models;
    this.states = new TargetStates(availability);
  }

  /** Everything: all targets together, and each one. */
  public Everything everything() {
    return new Everything(measurements.all(), targets.stream().map(this::measured).toList());
  }

  /** Forgets everything measured; answers what is left. */
  public Everything reset() {
    measurements.reset();
    return everything();
  }

  /** Brings everything up to now; answers it. */
  public Everything refresh() {
    measurements.refresh();
    return everything();
  }

  /** Each provider's figures. */
  public Overview overview() {
    return new Overview(
        targets.stream().map(Target::provider).distinct().map(this::summary).toList());
  }

  private Summary summary(String provider) {
    List<Target> own = of(provider);
    return new Summary(
        provider,
        own.stream().filter(Target::enabled).count(),
        own.stream().filter(states::fit).count(),
        measurements.provider(provider));
  }

  /**
   * One provider's figures and those of its targets.
   *
   * @throws FailureException when no target is of a provider of that name
   */
  public Performance performance(String provider) {
    List<Target> own = of(provider);
    if (own.isEmpty()) {
      throw new FailureException(
          new Failure.UnknownPath(
              "No provider of that name has targets; GET /v1/providers/stats/overview lists all."));
    }
    return new Performance(
        provider, measurements.provider(provider), own.stream().map(this::measured).toList());
  }

  private List<Target> of(String provider) {
    return targets.stream().filter(target -> target.provider().equals(provider)).toList();
  }

  /** How each model's requests are shared out among its targets. */
  public Balance balance() {
    return new Balance(
        models
            .current()
            .models()
            .sorted(Comparator.comparing(Model::name))
            .map(this::balance)
            .toList());
  }

  private ModelBalance balance(Model model) {
    List<Figures> figures = model.targets().stream().map(measurements::target).toList();
    double sum = figures.stream().mapToDouble(Figures::attempts).sum();
    List<Share> shares =
        model.targets().stream()
            .map(target -> share(target, figures.get(model.targets().indexOf(target)), sum))
            .toList();
    return new ModelBalance(model.name(), model.strategy().id(), shares);
  }

  private Share share(Target target, Figures figures, double sum) {
    return new Share(
        target.id().value(),
        target.priority(),
        target.weight(),
        states.of(target),
        states.warmth(target),
        figures.inFlight(),
        figures.attempts(),
        sum == 0 ? null : figures.attempts() / sum,
        figures.successRate());
  }

  private Measured measured(Target target) {
    return new Measured(
        target.id().value(),
        target.provider(),
        target.upstream(),
        states.of(target),
        measurements.target(target));
  }

  /** All targets together, and each one. */
  public record Everything(Figures all, List<Measured> targets) {}

  /**
   * A target and what was measured of it.
   *
   * @param upstream name of the model there, null when it is the client's
   */
  public record Measured(
      String target, String provider, @Nullable String upstream, String state, Figures figures) {}

  /** Each provider. */
  public record Overview(List<Summary> providers) {}

  /**
   * A provider and what was measured of its targets together.
   *
   * @param targets how many are enabled
   * @param healthy how many of them may be tried now
   */
  public record Summary(String provider, long targets, long healthy, Figures figures) {}

  /** A provider, its targets together and each one. */
  public record Performance(String provider, Figures figures, List<Measured> targets) {}

  /** Each model. */
  public record Balance(List<ModelBalance> models) {}

  /** A model and its targets. */
  public record ModelBalance(String model, String strategy, List<Share> targets) {}

  /**
   * A target's part of a model's traffic. A target that serves several models counts in each of
   * them with all its attempts.
   *
   * @param warmth share of its weight that it gets, below 1 while it warms up
   * @param share of the attempts at the model's targets, null without attempts
   */
  public record Share(
      String target,
      int priority,
      int weight,
      String state,
      double warmth,
      long inFlight,
      double attempts,
      @Nullable Double share,
      @Nullable Double successRate) {}
}
