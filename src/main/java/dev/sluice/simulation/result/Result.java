package dev.sluice.simulation.result;

/**
 * What came of one strategy.
 *
 * @param strategy its name; {@code oracle} for the choice that knows everything
 * @param arrivals requests that came, from the very start
 * @param served requests that got their whole answer
 * @param failed requests that did not
 * @param attempts that were made
 * @param figures after the warm-up
 * @param series from the start
 */
public record Result(
    String strategy,
    long arrivals,
    long served,
    long failed,
    long attempts,
    Figures figures,
    Series series) {
  /** Name of the choice that knows everything. */
  public static final String ORACLE = "oracle";
}
