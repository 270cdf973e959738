package dev.sluice.simulation.replay;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Decision;
import dev.sluice.model.Demand;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Preference;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.Wishes;
import dev.sluice.simulation.Planner;
import dev.sluice.simulation.Routers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A decision log under another policy: the gateway's own router decides again, and at each decision
 * knows what the log says was known. What it would have learned from its own choices it does not
 * know: the further a policy goes from the recorded one, the less its replay says.
 */
public final class Replay {
  private final LoggedTargets targets;
  private final LoggedKnowledge knowledge = new LoggedKnowledge();
  private final Map<Integer, Planner> lanes = new HashMap<>();
  private final SplittableRandom random;

  private Replay(Strategy strategy, Preference preference, long seed) {
    this.targets = new LoggedTargets(strategy, preference);
    this.random = new SplittableRandom(seed);
  }

  /**
   * What would have changed.
   *
   * @param log at least one decision, in the order of time
   * @param strategy of every model
   * @param preference of every model
   * @param seed that all chance comes from
   * @throws IllegalArgumentException when the log is empty
   */
  public static ReplayResult run(
      List<Decision> log, Strategy strategy, Preference preference, long seed) {
    if (log.isEmpty()) {
      throw new IllegalArgumentException("the log holds no decision");
    }
    Replay replay = new Replay(strategy, preference, seed);
    // A ring of targets is the same ring from the start on.
    log.forEach(replay.targets::learn);
    Balance balance = new Balance();
    for (Decision decision : log) {
      balance.add(decision, replay.decide(decision).id());
    }
    return balance.result(strategy.id());
  }

  private Target decide(Decision decision) {
    targets.learn(decision);
    knowledge.recall(decision);
    int prompt =
        LoggedTargets.unpriced(decision) ? LoggedTargets.PRICED_TOKENS : decision.promptTokens();
    Demand demand = new Demand(prompt, decision.maxTokens(), Set.of(), 0);
    List<Target> plan =
        lanes
            .computeIfAbsent(decision.lane(), this::lane)
            .plan(new RouteQuery(Endpoint.CHAT, decision.model(), demand, Wishes.NONE));
    if (plan.isEmpty()) {
      throw new IllegalStateException("no target was chosen among those of a decision");
    }
    return plan.getFirst();
  }

  private Planner lane(int number) {
    return Routers.router(targets::catalogue, knowledge, knowledge, number, random.split());
  }
}
