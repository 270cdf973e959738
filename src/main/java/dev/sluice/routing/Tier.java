package dev.sluice.routing;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Explanation;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.routing.selector.Affinity;
import dev.sluice.routing.selector.Candidates;
import dev.sluice.routing.selector.Knowledge;
import dev.sluice.routing.selector.Selector;
import dev.sluice.routing.selector.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The targets of a model that have the same priority, and what their selector remembers. */
final class Tier implements Knowledge {
  private final Target[] targets;
  private final int[] lacks;
  private final Sources sources;
  private final Candidates candidates;
  private final Selector selector;
  private boolean stayed;

  /**
   * A tier that has not chosen yet.
   *
   * @param sources of what is known of targets
   * @param lane number of the lane
   */
  Tier(Strategy strategy, List<Target> targets, Sources sources, int lane) {
    this.targets = targets.toArray(Target[]::new);
    this.lacks = targets.stream().mapToInt(Needs::lacks).toArray();
    this.sources = sources;
    this.candidates = new Candidates(targets, strategy != Strategy.ROUND_ROBIN, this);
    double[] weights = targets.stream().mapToDouble(Target::weight).toArray();
    this.selector = Selector.of(strategy, weights, lane, sources.random());
  }

  /** Adds the eligible targets to the draft, best first, and the others with their reasons. */
  void add(Needs needs, Terms terms, Draft draft) {
    candidates.begin(terms);
    for (int place = 0; place < targets.length; place++) {
      Exclusion why = why(place, needs);
      if (why == null) {
        candidates.accept(place, sources.availability().warmth(targets[place]));
      } else {
        draft.exclude(targets[place], why, cap(why, targets[place]));
      }
    }
    if (needs.measured()) {
      constrain(needs, draft);
    }
    order(terms);
    for (int k = 0; k < candidates.count(); k++) {
      draft.add(targets[candidates.at(k)]);
    }
  }

  private void constrain(Needs needs, Draft draft) {
    candidates.look();
    for (int place = 0; place < targets.length; place++) {
      if (candidates.eligible(place) && !needs.allow(candidates, place)) {
        candidates.reject(place);
        draft.exclude(targets[place], Exclusion.CONSTRAINT, null);
      }
    }
  }

  private void order(Terms terms) {
    selector.order(candidates);
    stayed = false;
    if (terms.affine() && candidates.count() > 1) {
      int chosen = candidates.at(0);
      Affinity.apply(candidates);
      stayed = candidates.at(0) != chosen;
    }
  }

  /** First what will not change by waiting, then what will. */
  private @Nullable Exclusion why(int place, Needs needs) {
    Target target = targets[place];
    if (!target.enabled()) {
      return Exclusion.DISABLED;
    }
    if (needs.misses(lacks[place])) {
      return Exclusion.CAPABILITY;
    }
    if (!needs.fit(target.traits().capabilities())) {
      return Exclusion.CONTEXT;
    }
    if (!needs.allow(target)) {
      return Exclusion.CONSTRAINT;
    }
    Exclusion unfit = sources.availability().exclusion(target);
    return unfit == null && full(target) ? Exclusion.FULL : unfit;
  }

  private @Nullable String cap(Exclusion why, Target target) {
    return why == Exclusion.RATE_CAPPED ? sources.availability().cap(target) : null;
  }

  private boolean full(Target target) {
    return target.maxConnections() > 0
        && sources.statistics().inFlight(target) >= target.maxConnections();
  }

  /** Why the first target of the last order comes first, null when there is none. */
  @Nullable String reason() {
    if (candidates.count() == 0) {
      return null;
    }
    String why = stayed ? "its conversation stays with it" : selector.reason();
    return targets[candidates.at(0)].id() + " comes first: " + why + ".";
  }

  /** Adds the last order's targets as the selector saw them. */
  void explain(String model, List<Explanation.Option> options) {
    for (int k = 0; k < candidates.count(); k++) {
      int place = candidates.at(k);
      options.add(
          new Explanation.Option(
              targets[place].id(),
              model,
              selector.values(candidates, place),
              selector.front(place),
              finite(selector.score(candidates, place))));
    }
  }

  private static double finite(double score) {
    return Double.isInfinite(score) ? Double.NaN : score;
  }

  @Override
  public @Nullable Object snapshot() {
    return sources.statistics().snapshot();
  }

  @Override
  public TargetStatistics statistics(int place) {
    return sources.statistics().of(targets[place]);
  }

  @Override
  public int inFlight(int place) {
    return sources.statistics().inFlight(targets[place]);
  }

  @Override
  public double peakFirstToken(int place) {
    return sources.statistics().peakFirstToken(targets[place]);
  }
}
