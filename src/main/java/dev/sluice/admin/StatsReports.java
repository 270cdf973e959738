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

/**
 * What was measured, by target, by provider and by model: of the fleet, or of one member that is
 * named, {@code self} being this node. Used by any thread.
 */
public final class StatsReports {
  private static final int BALANCE_MINUTES = 5;

  private final StatsBoard board;
  private final NodeStats stats;
  private final StatsViews fleet;
  private final Models models;
  private final TargetStates states;

  /** Reports of a node. */
  public StatsReports(StatsBoard board, NodeStats stats, Models models, Availability availability) {
    this.board = board;
    this.stats = stats;
    this.fleet = new StatsViews(board, stats);
    this.models = models;
    this.states = new TargetStates(availability);
  }

  private StatsViews views(@Nullable String node) {
    StatsViews views = node == null ? fleet : StatsViews.of(node, board, stats);
    if (views == null) {
      throw new FailureException(
          new Failure.BadRequest(
              "'node' must be 'self' or one of " + String.join(", ", board.sources()) + ".",
              "node",
              "invalid_value"));
    }
    return views;
  }

  /**
   * Everything: all targets together, and each one.
   *
   * @param node name of the only member wanted, null for the fleet
   * @throws FailureException when no member has the name
   */
  public Everything everything(@Nullable String node) {
    StatsViews views = views(node);
    return new Everything(
        node == null ? board.sources() : List.of(named(node)),
        views.all().measured(),
        stats.targets().stream().map(target -> measured(target, views)).toList());
  }

  private String named(String node) {
    return node.equals(StatsViews.SELF) ? board.sources().getFirst() : node;
  }

  /** Forgets everything measured, at all members; answers what is left. */
  public Everything reset() {
    board.reset();
    return everything(null);
  }

  /** Brings everything up to now, as far as other members have told; answers it. */
  public Everything refresh() {
    board.refresh();
    return everything(null);
  }

  /**
   * Each provider's figures.
   *
   * @param node as in {@link #everything}
   */
  public Overview overview(@Nullable String node) {
    StatsViews views = views(node);
    return new Overview(
        stats.targets().stream()
            .map(Target::provider)
            .distinct()
            .map(provider -> summary(provider, views))
            .toList());
  }

  private Summary summary(String provider, StatsViews views) {
    List<Target> own = of(provider);
    return new Summary(
        provider,
        own.stream().filter(Target::enabled).count(),
        own.stream().filter(states::fit).count(),
        provider(provider, views).measured());
  }

  /**
   * One provider's figures and those of its targets.
   *
   * @param node as in {@link #everything}
   * @throws FailureException when no target is of a provider of that name
   */
  public Performance performance(String provider, @Nullable String node) {
    List<Target> own = of(provider);
    if (own.isEmpty()) {
      throw new FailureException(
          new Failure.UnknownPath(
              "No provider of that name has targets; GET /v1/providers/stats/overview lists all."));
    }
    StatsViews views = views(node);
    return new Performance(
        provider,
        provider(provider, views).measured(),
        own.stream().map(target -> measured(target, views)).toList());
  }

  private static ProviderView provider(String name, StatsViews views) {
    return Objects.requireNonNull(views.provider(name), name);
  }

  private static Measured figures(Target target, StatsViews views) {
    return Objects.requireNonNull(views.target(target.id()), target.id()::value).measured();
  }

  private List<Target> of(String provider) {
    return stats.targets().stream().filter(target -> target.provider().equals(provider)).toList();
  }

  /**
   * How each model's requests are shared out among its targets.
   *
   * @param node as in {@link #everything}
   */
  public Balance balance(@Nullable String node) {
    StatsViews views = views(node);
    return new Balance(
        models
            .current()
            .models()
            .sorted(Comparator.comparing(Model::name))
            .map(model -> balance(model, views))
            .toList());
  }

  private ModelBalance balance(Model model, StatsViews views) {
    List<Measured> figures =
        model.targets().stream().map(target -> figures(target, views)).toList();
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

  private One measured(Target target, StatsViews views) {
    return new One(
        target.id().value(),
        target.provider(),
        target.upstream(),
        states.of(target),
        figures(target, views));
  }

  /**
   * All targets together, and each one.
   *
   * @param nodes names of the members whose measurements are in
   */
  public record Everything(List<String> nodes, Measured all, List<One> targets) {}

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
