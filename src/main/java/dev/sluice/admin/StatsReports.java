package dev.sluice.admin;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.routing.Availability;
import dev.sluice.routing.Models;
import dev.sluice.stats.NodeStats;
import dev.sluice.stats.StatsBoard;
import dev.sluice.stats.StatsViews;
import dev.sluice.stats.view.Measured;
import dev.sluice.stats.view.ProviderView;
import dev.sluice.stats.view.WindowView.Success;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was measured, by target, by provider and by model. Used by any thread. */
public final class StatsReports {
  private static final int BALANCE_MINUTES = 5;

  private final StatsBoard board;
  private final StatsViews views;
  private final List<Target> targets;
  private final Models models;
  private final TargetStates states;

  /** Reports of a node. */
  public StatsReports(StatsBoard board, NodeStats stats, Models models, Availability availability) {
    this.board = board;
    this.views = new StatsViews(board, stats);
    this.targets = stats.targets();
    this.models = models;
    this.states = new TargetStates(availability);
  }

  /** Everything: all targets together, and each one. */
  public Everything everything() {
    return new Everything(views.all().measured(), targets.stream().map(this::measured).toList());
  }

  /** Forgets everything measured; answers what is left. */
  public Everything reset() {
    board.reset();
    return everything();
  }

  /** Brings everything up to now; answers it. */
  public Everything refresh() {
    board.refresh();
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
        provider(provider).measured());
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
        provider, provider(provider).measured(), own.stream().map(this::measured).toList());
  }

  private ProviderView provider(String name) {
    return Objects.requireNonNull(views.provider(name), name);
  }

  private Measured figures(Target target) {
    return Objects.requireNonNull(views.target(target.id()), target.id()::value).measured();
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
    List<Measured> figures = model.targets().stream().map(this::figures).toList();
    double sum = figures.stream().mapToDouble(StatsReports::rate).sum();
    List<Share> shares =
        IntStream.range(0, figures.size())
            .mapToObj(place -> share(model.targets().get(place), figures.get(place), sum))
            .toList();
    return new ModelBalance(model.name(), model.strategy().id(), shares);
  }

  private static double rate(Measured figures) {
    return figures.in(BALANCE_MINUTES).requestsPerSecond();
  }

  private Share share(Target target, Measured figures, double sum) {
    Success success = figures.in(BALANCE_MINUTES).success();
    return new Share(
        target.id().value(),
        target.priority(),
        target.weight(),
        states.of(target),
        states.warmth(target),
        figures.inFlight(),
        rate(figures),
        sum == 0 ? null : rate(figures) / sum,
        success == null ? null : success.rate());
  }

  private One measured(Target target) {
    return new One(
        target.id().value(),
        target.provider(),
        target.upstream(),
        states.of(target),
        figures(target));
  }

  /** All targets together, and each one. */
  public record Everything(Measured all, List<One> targets) {}

  /**
   * A target and what was measured of it.
   *
   * @param upstream name of the model there, null when it is the client's
   */
  public record One(
      String target, String provider, @Nullable String upstream, String state, Measured figures) {}

  /** Each provider. */
  public record Overview(List<Summary> providers) {}

  /**
   * A provider and what was measured of its targets together.
   *
   * @param targets how many are enabled
   * @param healthy how many of them may be tried now
   */
  public record Summary(String provider, long targets, long healthy, Measured figures) {}

  /** A provider, its targets together and each one. */
  public record Performance(String provider, Measured figures, List<One> targets) {}

  /** Each model. */
  public record Balance(List<ModelBalance> models) {}

  /** A model and its targets. */
  public record ModelBalance(String model, String strategy, List<Share> targets) {}

  /**
   * A target's part of a model's traffic. A target that serves several models counts in each of
   * them with all its attempts.
   *
   * @param warmth share of its weight that it gets, below 1 while it warms up
   * @param attemptsPerSecond begun over the last minutes
   * @param share of the attempts at the model's targets, null without attempts
   */
  public record Share(
      String target,
      int priority,
      int weight,
      String state,
      double warmth,
      long inFlight,
      double attemptsPerSecond,
      @Nullable Double share,
      @Nullable Double successRate) {}
}
