package dev.sluice.routing.selector;

/**
 * Chooses eligible targets in turn by weight, evenly interleaved: weights 5, 1, 1 give a a b a c a
 * a.
 *
 * <p>Each target has a credit. A turn adds to each credit the target's share, chooses the largest,
 * and takes from it all that was added, so the credits always sum to zero. A target that is not
 * eligible has no credit: what it leaves behind is spread over the others, and it comes back as one
 * that is neither owed turns nor owes any. That keeps a recovered target from being flooded.
 *
 * <p>The others follow by descending credit.
 */
final class SmoothWeighted implements ByShare {
  private final double[] credits;

  SmoothWeighted(double[] weights, int lane) {
    this.credits = new double[weights.length];
    int[] order = new int[weights.length];
    for (int turn = 0; turn < lane; turn++) {
      int _ = turn(weights, order);
    }
  }

  @Override
  public String reason() {
    return "it is its turn by weight";
  }

  @Override
  public int order(double[] shares, int[] order) {
    return turn(shares, order);
  }

  private int turn(double[] shares, int[] order) {
    int count = 0;
    double total = 0;
    double left = 0;
    for (int place = 0; place < shares.length; place++) {
      if (shares[place] > 0) {
        credits[place] += shares[place];
        total += shares[place];
        insert(place, order, count++);
      } else {
        left += credits[place];
        credits[place] = 0;
      }
    }
    if (count == 0) {
      return 0;
    }
    // Adding the same to all of them leaves the order as it is.
    double gift = left / count;
    for (int k = 0; k < count; k++) {
      credits[order[k]] += gift;
    }
    credits[order[0]] -= total;
    return count;
  }

  /** Sorts a place into the first {@code count} of the order; of equals the lower comes first. */
  private void insert(int place, int[] order, int count) {
    int k = count;
    while (k > 0 && credits[order[k - 1]] < credits[place]) {
      order[k] = order[k - 1];
      k--;
    }
    order[k] = place;
  }
}
