package dev.sluice.routing.selector;

/**
 * Chooses each eligible target in turn.
 *
 * <p>A cursor walks the ring of places and stops at the next eligible one. Weights do not count;
 * only a share below 1, that is a target that warms up, does: such a target saves its shares from
 * turn to turn and is chosen when they make a whole one.
 *
 * <p>The others follow in the order of the ring, from a place that moves on with every round:
 * otherwise all that a failing target cannot serve would fall on its one neighbour.
 */
final class RoundRobin implements ByShare {
  private final double[] saved;
  private final int[] spare;
  private int cursor;
  private int rounds;

  RoundRobin(int places, int lane) {
    this.saved = new double[places];
    this.spare = new int[places];
    this.cursor = lane % places;
  }

  @Override
  public String reason() {
    return "it is its turn";
  }

  @Override
  public int order(double[] shares, int[] order) {
    int chosen = next(shares);
    if (chosen < 0) {
      return 0;
    }
    step(chosen + 1);
    int count = 1;
    order[0] = chosen;
    for (int k = 1; k < shares.length; k++) {
      int place = (chosen + k) % shares.length;
      if (shares[place] > 0) {
        order[count++] = place;
      }
    }
    rotate(order, count);
    return count;
  }

  /** The place whose turn it is, -1 when none is eligible. */
  private int next(double[] shares) {
    int warming = -1;
    for (int k = 0; k < shares.length; k++) {
      int place = (cursor + k) % shares.length;
      double share = shares[place];
      if (share >= 1) {
        return place;
      }
      if (share > 0) {
        saved[place] += share;
        if (saved[place] >= 1) {
          saved[place] -= 1;
          return place;
        }
        warming = warming < 0 || saved[place] > saved[warming] ? place : warming;
      } else {
        saved[place] = 0;
      }
    }
    if (warming >= 0) {
      saved[warming] = 0;
    }
    return warming;
  }

  private void step(int place) {
    if (place == saved.length) {
      cursor = 0;
      rounds = (rounds + 1) & Integer.MAX_VALUE;
    } else {
      cursor = place;
    }
  }

  /** Turns the places after the first by one for each round. */
  private void rotate(int[] order, int count) {
    int others = count - 1;
    int by = others > 1 ? rounds % others : 0;
    if (by > 0) {
      System.arraycopy(order, 1, spare, 0, others);
      System.arraycopy(spare, by, order, 1, others - by);
      System.arraycopy(spare, 0, order, 1 + others - by, by);
    }
  }
}
