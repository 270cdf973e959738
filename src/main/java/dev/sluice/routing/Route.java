package dev.sluice.routing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Explanation;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.Wishes;
import dev.sluice.routing.selector.Terms;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How one lane routes one model: for each strategy in use its tiers by ascending priority. */
final class Route {
  /** An estimate of a prompt's tokens is at most so much too high. */
  private static final double CERTAIN = 0.75;

  private final Model model;
  private final Sources sources;
  private final int lane;
  private final boolean affine;
  private final Map<Strategy, Tier[]> tiers = new EnumMap<>(Strategy.class);
  private final Draft draft;
  private final Needs needs = new Needs();
  private final Terms terms = new Terms();

  Route(Model model, Sources sources, int lane) {
    this.model = model;
    this.sources = sources;
    this.lane = lane;
    this.affine = model.policy().affinity();
    this.draft = new Draft(model.targets().size());
  }

  Model model() {
    return model;
  }

  Plan plan(RouteQuery query) {
    Wishes wishes = query.wishes();
    Strategy strategy = strategy(wishes);
    Tier[] chosen = tiers(strategy);
    needs.set(query.demand(), model.policy().constraints(), wishes.constraints());
    come(query, strategy);
    fill(chosen);
    if (draft.nothingFits()) {
      // The provider counts exactly; better to ask it than to refuse by an estimate.
      needs.trust(CERTAIN);
      fill(chosen);
    }
    return draft.finish(model, strategy, wishes.explain() ? explain(strategy, chosen) : null);
  }

  private Strategy strategy(Wishes wishes) {
    Strategy wished = wishes.strategy();
    return wished != null && model.policy().wishes() ? wished : model.strategy();
  }

  private void come(RouteQuery query, Strategy strategy) {
    Policy policy = model.policy();
    Preference wished = query.wishes().preference();
    Preference preference = wished != null && policy.wishes() ? wished : policy.preference();
    long conversation = query.demand().conversation();
    // Who asks for turns, weights or chance gets them, unless the client names its conversation.
    boolean stays = affine && (query.demand().keyed() || strategy.measures());
    if (conversation != 0 && stays) {
      terms.set(query.demand(), preference, policy.exploration(), conversation);
      terms.stay();
    } else {
      long seed = sources.random().nextLong();
      terms.set(query.demand(), preference, policy.exploration(), seed);
    }
  }

  private void fill(Tier[] chosen) {
    draft.clear();
    for (Tier tier : chosen) {
      tier.add(needs, terms, draft);
    }
  }

  private Tier[] tiers(Strategy strategy) {
    Tier[] known = tiers.get(strategy);
    if (known == null) {
      known =
          model.targets().stream()
              .collect(groupingBy(Target::priority, TreeMap::new, toList()))
              .values()
              .stream()
              .map((List<Target> targets) -> new Tier(strategy, targets, sources, lane))
              .toArray(Tier[]::new);
      tiers.put(strategy, known);
    }
    return known;
  }

  private Explanation explain(Strategy strategy, Tier[] chosen) {
    List<Explanation.Option> options = new ArrayList<>();
    @Nullable String reason = null;
    for (Tier tier : chosen) {
      reason = reason == null ? tier.reason() : reason;
      tier.explain(model.name(), options);
    }
    return new Explanation(
        strategy, reason == null ? "No target may be chosen now." : reason, options);
  }
}
