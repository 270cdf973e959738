package dev.sluice.routing.selector;

import java.util.SplittableRandom;

/** Draws eligible targets by chance, by weight, each once. */
final class WeightedRandom implements Selector {
  private final SplittableRandom random;

  WeightedRandom(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public void order(Candidates candidates) {
    candidates.pullByShare();
    candidates.arranged(order(candidates.shares, candidates.order));
  }

  @Override
  public String reason() {
    return "it was drawn by weight";
  }

  /**
   * Writes the places of all eligible targets into {@code order}.
   *
   * @param shares for each place what its target should get relative to the others; 0 when it is
   *     not eligible
   * @param order receives the places, as long as {@code shares}
   * @return number of places written
   */
  int order(double[] shares, int[] order) {
    int count = 0;
    double total = 0;
    for (int place = 0; place < shares.length; place++) {
      if (shares[place] > 0) {
        total += shares[place];
        order[count++] = place;
      }
    }
    for (int k = 0; k < count - 1; k++) {
      int drawn = draw(shares, order, k, count, total);
      int place = order[drawn];
      order[drawn] = order[k];
      order[k] = place;
      total -= shares[place];
    }
    return count;
  }

  private int draw(double[] shares, int[] order, int from, int count, double total) {
    double rest = random.nextDouble() * total;
    for (int k = from; k < count - 1; k++) {
      rest -= shares[order[k]];
      if (rest < 0) {
        return k;
      }
    }
    return count - 1;
  }
}
