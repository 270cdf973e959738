package dev.sluice.simulation.scenario;

import dev.sluice.model.Price;

/** Something that happens to targets. Targets are named by their place in the scenario, from 0. */
public sealed interface Event {
  /** When, in seconds from the start. */
  double at();

  /**
   * The target fails every attempt from now on.
   *
   * @param failsAfter seconds until an attempt has failed: little when connections are refused, a
   *     time bound when the target is silent
   */
  record Outage(double at, int target, double failsAfter) implements Event {}

  /** The outage of the target is over. */
  record Recovery(double at, int target) implements Event {}

  /** The target has another price, and the gateway is told. */
  record PriceChange(double at, int target, Price price) implements Event {}

  /**
   * The target's first tokens take longer or shorter than at the start.
   *
   * @param factor times the target's own, above 0
   */
  record LatencyChange(double at, int target, double factor) implements Event {}

  /** Two targets change places in everything that the gateway is not told: speed, success, load. */
  record Swap(double at, int one, int other) implements Event {}
}
