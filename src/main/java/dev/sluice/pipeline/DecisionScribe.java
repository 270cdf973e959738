package dev.sluice.pipeline;

import dev.sluice.model.Demand;
import dev.sluice.model.Plan;
import dev.sluice.routing.Witness;
import dev.sluice.stats.decisions.DecisionLog;
import dev.sluice.stats.decisions.DecisionSink;
import dev.sluice.stats.decisions.RouteDecision;
import java.time.InstantSource;
import java.util.SplittableRandom;

/**
 * Has a share of one lane's decisions written down, with what the lane knew when it made them. One
 * without a target is none. Confined to its lane.
 */
public final class DecisionScribe implements DecisionSink {
  private final DecisionSink next;
  private final Witness witness;
  private final DecisionLog log;
  private final double share;
  private final SplittableRandom random;
  private final InstantSource clock;

  /**
   * A scribe of a lane.
   *
   * @param next is told of everything too
   * @param share of the decisions, above 0 to 1
   */
  public DecisionScribe(
      DecisionSink next,
      Witness witness,
      DecisionLog log,
      double share,
      SplittableRandom random,
      InstantSource clock) {
    this.next = next;
    this.witness = witness;
    this.log = log;
    this.share = share;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public void planned(Demand demand, Plan plan) {
    next.planned(demand, plan);
    if (!plan.targets().isEmpty() && (share >= 1 || random.nextDouble() < share)) {
      log.add(
          witness.decision(clock.instant(), plan.model(), plan.strategy(), demand, plan.targets()));
    }
  }

  @Override
  public void decided(RouteDecision decision) {
    next.decided(decision);
  }
}
