package dev.sluice.stats.decisions;

/** Told of the decisions of one lane. */
@FunctionalInterface
public interface DecisionSink {
  /** An exchange that had a plan has ended. Called on the lane's event loop; never blocks. */
  void decided(RouteDecision decision);
}
