package dev.sluice.routing.selector;

import java.util.Arrays;

/** The places that a selector chose, turn by turn. */
final class Picks {
  private final int[] places;
  private final int of;

  private Picks(int[] places, int of) {
    this.places = places;
    this.of = of;
  }

  static Picks of(RoundRobin selector, double[] shares, int turns) {
    return of(selector::order, shares, turns);
  }

  static Picks of(SmoothWeighted selector, double[] shares, int turns) {
    return of(selector::order, shares, turns);
  }

  static Picks of(WeightedRandom selector, double[] shares, int turns) {
    return of(selector::order, shares, turns);
  }

  private static Picks of(Shares selector, double[] shares, int turns) {
    int[] order = new int[shares.length];
    int[] places = new int[turns];
    for (int turn = 0; turn < turns; turn++) {
      places[turn] = selector.order(shares, order) > 0 ? order[0] : -1;
    }
    return new Picks(places, shares.length);
  }

  /** Orders by shares alone. */
  private interface Shares {
    int order(double[] shares, int[] order);
  }

  int[] places() {
    return places.clone();
  }

  /** How often each place was chosen. */
  int[] counts() {
    return window(0, places.length);
  }

  /** How often each place was chosen within some turns. */
  int[] window(int from, int length) {
    int[] counts = new int[of];
    Arrays.stream(places, from, from + length).forEach(place -> counts[place]++);
    return counts;
  }

  /** The choices as letters: a is the first place. */
  String letters() {
    StringBuilder letters = new StringBuilder();
    Arrays.stream(places).forEach(place -> letters.append((char) ('a' + place)));
    return letters.toString();
  }
}
