package dev.sluice.simulation.replay;

import dev.sluice.model.Capabilities;
import dev.sluice.model.Caps;
import dev.sluice.model.Decision;
import dev.sluice.model.Decision.Option;
import dev.sluice.model.Dialect;
import dev.sluice.model.Model;
import dev.sluice.model.Objective;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Timeouts;
import dev.sluice.model.Traits;
import dev.sluice.routing.Catalogue;
import dev.sluice.simulation.Routers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The models of a log and their targets, as the decisions tell of them. A model's targets stand in
 * the order in which the log first names them.
 *
 * <p>Where an option has no price, its cost of the request is made one: that of so many prompt
 * tokens that they cost just this.
 */
final class LoggedTargets {
  /** Prompt tokens of a request whose options' costs were made prices. */
  static final int PRICED_TOKENS = 1_000_000;

  private final Strategy strategy;
  private final Policy policy;
  private final Map<String, Map<TargetId, Target>> models = new LinkedHashMap<>();
  private Catalogue catalogue = new Catalogue(List.of(), List.of());

  LoggedTargets(Strategy strategy, Preference preference) {
    this.strategy = strategy;
    this.policy = Routers.policy(preference, Policy.DEFAULT.exploration());
  }

  /** The catalogue in force. The same one as long as nothing about any target changes. */
  Catalogue catalogue() {
    return catalogue;
  }

  /** Whether the costs of the decision's options have to be made prices. */
  static boolean unpriced(Decision decision) {
    return decision.options().stream()
        .anyMatch(
            option -> option.price() == null && Double.isFinite(option.value(Objective.COST.id())));
  }

  /** Takes over what the decision tells of its targets. */
  void learn(Decision decision) {
    Map<TargetId, Target> targets =
        models.computeIfAbsent(decision.model(), _ -> new LinkedHashMap<>());
    boolean unpriced = unpriced(decision);
    boolean changed = false;
    for (Option option : decision.options()) {
      Target told = target(option, unpriced);
      changed |= !told.equals(targets.put(option.target(), told));
    }
    if (changed) {
      List<Model> all = new ArrayList<>();
      models.forEach(
          (name, known) -> all.add(new Model(name, strategy, List.copyOf(known.values()), policy)));
      catalogue = new Catalogue(all, List.of());
    }
  }

  private static Target target(Option option, boolean unpriced) {
    String id = option.target().value();
    String provider = id.substring(0, Math.max(0, id.indexOf('/')));
    Price price = option.price();
    if (unpriced) {
      double cost = option.value(Objective.COST.id());
      long nanos = Math.round(cost);
      price = Double.isFinite(cost) ? new Price(nanos, nanos, 0) : null;
    }
    double quality = option.value(Objective.QUALITY.id());
    double energy = option.value(Objective.ENERGY.id());
    Traits traits =
        new Traits(
            null,
            Double.isNaN(quality) ? Traits.NONE.quality() : quality,
            Double.isNaN(energy) ? Traits.NONE.energy() : energy,
            Capabilities.UNKNOWN);
    return new Target(
        option.target(),
        provider,
        Dialect.OPENAI_CHAT,
        null,
        option.weight(),
        option.priority(),
        true,
        0,
        price,
        Timeouts.defaults(),
        false,
        0,
        traits,
        Caps.NONE,
        null);
  }
}
