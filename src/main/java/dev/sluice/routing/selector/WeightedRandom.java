package dev.sluice.routing.selector;

import java.util.SplittableRandom;

/** Draws eligible targets by chance, by weight, each once. */
final class WeightedRandom implements ByShare {
  private final SplittableRandom random;

  WeightedRandom(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public String reason() {
    return "it was drawn by weight";
  }

  @Override
  public int order(double[] shares, int[] order) {
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
