package dev.sluice.simulation;

import dev.sluice.model.Demand;
import dev.sluice.model.Estimate;
import dev.sluice.model.Explanation.Value;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.simulation.decision.Decision;
import dev.sluice.simulation.scenario.Objective;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down what a node decided and what it knew then. */
final class Witness {
  private final Strategy strategy;
  private final Excerpt excerpt;
  private long written;

  Witness(Strategy strategy, Excerpt excerpt) {
    this.strategy = strategy;
    this.excerpt = excerpt;
  }

  /**
   * A node has decided.
   *
   * @param targets all that there are, as configured
   * @param plan the targets to try, best first, at least one
   */
  void decided(double now, Node node, Demand demand, List<Target> targets, List<Target> plan) {
    if (now < excerpt.from() || written == excerpt.most()) {
      return;
    }
    written++;
    List<Decision.Option> options = new ArrayList<>(plan.size());
    for (Target target : targets) {
      if (plan.contains(target)) {
        options.add(option(node, demand, target));
      }
    }
    excerpt
        .log()
        .accept(
            new Decision(
                Instant.ofEpochMilli(Math.round(now * 1000)),
                Offer.MODEL,
                strategy,
                node.number(),
                demand.promptTokens(),
                demand.maxTokens(),
                plan.getFirst().id(),
                options));
  }

  private static Decision.Option option(Node node, Demand demand, Target target) {
    return new Decision.Option(
        target.id(),
        target.weight(),
        target.priority(),
        target.price(),
        node.health().warmth(target),
        node.statistics().inFlight(target),
        values(node, demand, target));
  }

  private static Map<String, Value> values(Node node, Demand demand, Target target) {
    TargetStatistics known = node.statistics().of(target);
    Map<String, Value> values = new LinkedHashMap<>();
    put(values, Objective.LATENCY.id(), known.firstToken());
    put(values, Objective.THROUGHPUT.id(), known.throughput());
    put(values, Decision.OUTPUT_TOKENS, known.outputTokens());
    Price price = target.price();
    if (price != null && known.outputTokens().known()) {
      values.put(Objective.COST.id(), cost(demand.promptTokens(), price, known));
    }
    if (known.attempts() > 0) {
      double share = known.successes() / known.attempts();
      double deviation = Math.sqrt(share * (1 - share) / known.attempts());
      values.put(Objective.SUCCESS.id(), new Value(share, deviation));
      values.put(Decision.CACHED_SHARE, new Value(known.cachedShare(), 0));
    }
    double peak = node.statistics().peakFirstToken(target);
    if (peak > 0) {
      values.put(Decision.PEAK_LATENCY, new Value(peak, 0));
    }
    values.put(Objective.QUALITY.id(), new Value(target.traits().quality(), 0));
    values.put(Objective.ENERGY.id(), new Value(target.traits().energy(), 0));
    return values;
  }

  private static void put(Map<String, Value> values, String name, Estimate estimate) {
    if (estimate.known()) {
      values.put(name, new Value(estimate.mean(), estimate.uncertainty()));
    }
  }

  private static Value cost(int prompt, Price price, TargetStatistics known) {
    double cached = known.cachedShare();
    double input = (1 - cached) * price.input() + cached * price.cachedInput();
    double output = known.outputTokens().mean() * price.output();
    return new Value(
        (prompt * input + output) / 1e6, known.outputTokens().uncertainty() * price.output() / 1e6);
  }
}
