package dev.sluice.routing.selector;

/** A selector that looks at nothing but what each target should get relative to the others. */
interface ByShare extends Selector {
  /**
   * Writes the places of all eligible targets into {@code order}.
   *
   * @param shares for each place what its target should get relative to the others; 0 when it is
   *     not eligible
   * @param order receives the places, as long as {@code shares}
   * @return number of places written
   */
  int order(double[] shares, int[] order);

  @Override
  default void order(Candidates candidates) {
    candidates.pullByShare();
    candidates.arranged(order(candidates.shares, candidates.order));
  }
}
