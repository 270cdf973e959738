package dev.sluice.simulation;

import dev.sluice.model.Capabilities;
import dev.sluice.model.Caps;
import dev.sluice.model.Dialect;
import dev.sluice.model.Model;
import dev.sluice.model.Policy;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Timeouts;
import dev.sluice.model.Traits;
import dev.sluice.routing.Catalogue;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.ScenarioTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the gateway is configured with: one model and its targets, at their present prices. */
final class Offer {
  /** Name of the model. */
  static final String MODEL = "model";

  private final Strategy strategy;
  private final Policy policy;
  private final List<Target> targets = new ArrayList<>();
  private final Map<TargetId, Integer> places = new HashMap<>();
  private Model model;
  private Catalogue catalogue;

  Offer(Scenario scenario, Strategy strategy) {
    this.strategy = strategy;
    this.policy = Routers.policy(scenario.preference(), scenario.exploration());
    for (ScenarioTarget each : scenario.targets()) {
      Target target = target(each);
      places.put(target.id(), targets.size());
      targets.add(target);
    }
    this.model = new Model(MODEL, strategy, targets, policy);
    this.catalogue = Routers.catalogue(model);
  }

  /** The model at its present prices. */
  Model model() {
    return model;
  }

  /** The catalogue in force. */
  Catalogue catalogue() {
    return catalogue;
  }

  /** The targets by place. */
  List<Target> targets() {
    return targets;
  }

  /** Place of the target in the scenario. */
  int place(Target target) {
    Integer place = places.get(target.id());
    if (place == null) {
      throw new IllegalArgumentException("no target of the scenario: " + target.id());
    }
    return place;
  }

  /** Puts another price into the configuration. */
  void reprice(int place, Price price) {
    Target old = targets.get(place);
    targets.set(place, old.with(price, old.traits()));
    model = new Model(MODEL, strategy, targets, policy);
    catalogue = Routers.catalogue(model);
  }

  private static Target target(ScenarioTarget each) {
    Traits traits =
        new Traits(null, each.truth().quality(), each.truth().energy(), Capabilities.UNKNOWN);
    return new Target(
        TargetId.of(each.name(), MODEL),
        each.name(),
        Dialect.OPENAI_CHAT,
        MODEL,
        each.weight(),
        each.priority(),
        true,
        0,
        each.truth().price(),
        Timeouts.defaults(),
        false,
        0,
        traits,
        Caps.NONE,
        null);
  }
}
