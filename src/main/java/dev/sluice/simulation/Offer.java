package dev.sluice.simulation;

import dev.sluice.model.Capabilities;
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
import java.time.Duration;
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
  private Catalogue catalogue;

  Offer(Scenario scenario, Strategy strategy) {
    this.strategy = strategy;
    this.policy = policy(scenario);
    for (ScenarioTarget each : scenario.targets()) {
      Target target = target(each);
      places.put(target.id(), targets.size());
      targets.add(target);
    }
    this.catalogue = Routers.catalogue(new Model(MODEL, strategy, targets, policy));
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
    targets.set(place, priced(old, price));
    catalogue = Routers.catalogue(new Model(MODEL, strategy, targets, policy));
  }

  private static Policy policy(Scenario scenario) {
    Policy usual = Policy.DEFAULT;
    return new Policy(
        scenario.preference(),
        usual.constraints(),
        scenario.exploration(),
        usual.wishes(),
        Duration.ZERO,
        usual.failover(),
        usual.rescue(),
        usual.hedging(),
        usual.fallbacks(),
        usual.mirror());
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
        traits);
  }

  private static Target priced(Target old, Price price) {
    return new Target(
        old.id(),
        old.provider(),
        old.dialect(),
        old.upstream(),
        old.weight(),
        old.priority(),
        old.enabled(),
        old.maxRps(),
        price,
        old.timeouts(),
        old.expensive(),
        old.maxConnections(),
        old.traits(),
        old.caps());
  }
}
