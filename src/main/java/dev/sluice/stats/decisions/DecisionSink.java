package dev.sluice.stats.decisions;

import dev.sluice.model.Demand;
import dev.sluice.model.Plan;

/** Told of the decisions of one lane. */
@FunctionalInterface
public interface DecisionSink {
  /** A request was planned. Called on the lane's event loop; never blocks. */
  default void planned(Demand demand, Plan plan) {}

  /** An exchange that had a plan has ended. Called on the lane's event loop; never blocks. */
  void decided(RouteDecision decision);
}
