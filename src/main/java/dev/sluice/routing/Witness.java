package dev.sluice.routing;

import dev.sluice.model.Decision;
import dev.sluice.model.Demand;
import dev.sluice.model.Estimate;
import dev.sluice.model.Explanation.Value;
import dev.sluice.model.Model;
import dev.sluice.model.Objective;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells what a lane decided and what it knew then. Not for every request of a hot path. */
public final class Witness {
  private static final double MILLION = 1e6;

  private final Availability availability;
  private final Statistics statistics;
  private final int lane;

  /** Knows what the lane of the number knows. */
  public Witness(Availability availability, Statistics statistics, int lane) {
    this.availability = availability;
    this.statistics = statistics;
    this.lane = lane;
  }

  /**
   * A decision that was just made.
   *
   * @param model that serves the request
   * @param strategy that ordered the targets
   * @param plan the targets of the model to try, best first, at least one
   */
  public Decision decision(
      Instant time, Model model, Strategy strategy, Demand demand, List<Target> plan) {
    List<Decision.Option> options = new ArrayList<>(plan.size());
    for (Target target : model.targets()) {
      if (plan.stream().anyMatch(each -> each.id().equals(target.id()))) {
        options.add(option(demand, target));
      }
    }
    return new Decision(
        time,
        model.name(),
        strategy,
        lane,
        demand.promptTokens(),
        demand.maxTokens(),
        plan.getFirst().id(),
        options);
  }

  private Decision.Option option(Demand demand, Target target) {
    return new Decision.Option(
        target.id(),
        target.weight(),
        target.priority(),
        target.price(),
        availability.warmth(target),
        statistics.inFlight(target),
        values(demand, target));
  }

  private Map<String, Value> values(Demand demand, Target target) {
    TargetStatistics known = statistics.of(target);
    Map<String, Value> values = new HashMap<>();
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
    double peak = statistics.peakFirstToken(target);
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
        (prompt * input + output) / MILLION,
        known.outputTokens().uncertainty() * price.output() / MILLION);
  }
}
