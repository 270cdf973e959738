package dev.sluice.routing.selector;

import java.util.Arrays;

/**
 * What is bad about each target of a tier, objective by objective: 0 is free, instant and perfect,
 * infinity unknown by configuration. And how far that may be off.
 *
 * <p>A target that is as good as new is taken for as good as the best of its siblings in all that
 * is measured, so that it is worth a try; it dominates nobody and nobody dominates it.
 */
final class Losses {
  /** Number of objectives. */
  static final int KINDS = Objective.values().length;

  private static final int COST = Objective.COST.ordinal();
  private static final int LATENCY = Objective.LATENCY.ordinal();
  private static final int THROUGHPUT = Objective.THROUGHPUT.ordinal();
  private static final int SUCCESS = Objective.SUCCESS.ordinal();
  private static final int QUALITY = Objective.QUALITY.ordinal();
  private static final int ENERGY = Objective.ENERGY.ordinal();

  /** How many standard deviations of both make a difference. */
  private static final double MARGIN = 1.5;

  /** Share by which noise may make a dominating target look worse. */
  private static final double TOLERANCE = 0.05;

  private static final double UNKNOWN = 2;

  private final double[] losses;
  private final double[] doubts;
  private final boolean[] fresh;
  private final double[] largest = new double[KINDS];

  Losses(int places) {
    this.losses = new double[places * KINDS];
    this.doubts = new double[places * KINDS];
    this.fresh = new boolean[places];
  }

  /** Reads all eligible places. */
  void read(Candidates candidates) {
    boolean guesses = false;
    for (int place = 0; place < fresh.length; place++) {
      if (candidates.eligible(place)) {
        Expectations expected = candidates.expected;
        fresh[place] = expected.dossier(place).fresh();
        guesses |= fresh[place];
        told(expected, place);
        measured(expected, place);
      }
    }
    if (guesses) {
      guess(candidates, LATENCY);
      guess(candidates, THROUGHPUT);
      guess(candidates, SUCCESS);
    }
    measureScales(candidates);
  }

  private void told(Expectations expected, int place) {
    int row = place * KINDS;
    losses[row + COST] = expected.price(place);
    doubts[row + COST] = expected.priceDoubt(place);
    losses[row + QUALITY] = 1 - expected.quality(place);
    doubts[row + QUALITY] = 0;
    losses[row + ENERGY] = expected.energy(place);
    doubts[row + ENERGY] = 0;
  }

  private void measured(Expectations expected, int place) {
    int row = place * KINDS;
    Dossier dossier = expected.dossier(place);
    losses[row + LATENCY] = expected.firstToken(place);
    doubts[row + LATENCY] = dossier.firstToken().doubt();
    double throughput = Math.max(1e-3, expected.throughput(place));
    losses[row + THROUGHPUT] = 1 / throughput;
    doubts[row + THROUGHPUT] = dossier.throughput().doubt() / (throughput * throughput);
    losses[row + SUCCESS] = 1 - dossier.successBound();
    doubts[row + SUCCESS] = dossier.successDoubt();
  }

  private void guess(Candidates candidates, int kind) {
    double least = Double.POSITIVE_INFINITY;
    for (int place = 0; place < fresh.length; place++) {
      if (candidates.eligible(place) && !fresh[place]) {
        least = Math.min(least, losses[place * KINDS + kind]);
      }
    }
    for (int place = 0; place < fresh.length; place++) {
      if (candidates.eligible(place) && fresh[place]) {
        losses[place * KINDS + kind] = Double.isInfinite(least) ? 0 : least;
      }
    }
  }

  private void measureScales(Candidates candidates) {
    Arrays.fill(largest, 0);
    for (int place = 0; place < fresh.length; place++) {
      if (candidates.eligible(place)) {
        for (int kind = 0; kind < KINDS; kind++) {
          double loss = losses[place * KINDS + kind];
          if (loss > largest[kind] && loss < Double.POSITIVE_INFINITY) {
            largest[kind] = loss;
          }
        }
      }
    }
  }

  double of(int place, int kind) {
    return losses[place * KINDS + kind];
  }

  double doubt(int place, int kind) {
    return doubts[place * KINDS + kind];
  }

  boolean fresh(int place) {
    return fresh[place];
  }

  /** A number that is less for a target than for any that it dominates without a margin. */
  double sum(int place) {
    double sum = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      double loss = losses[place * KINDS + kind];
      if (loss == Double.POSITIVE_INFINITY) {
        sum += UNKNOWN;
      } else if (largest[kind] > 0) {
        sum += loss / largest[kind];
      }
    }
    return sum;
  }

  /**
   * Whether one is better than the other by more than noise in something, and not worse by more
   * than noise in anything. Without doubts that is plain dominance.
   */
  boolean dominates(int one, int other) {
    if (fresh[one] || fresh[other]) {
      return false;
    }
    boolean better = false;
    for (int kind = 0; kind < KINDS; kind++) {
      double own = losses[one * KINDS + kind];
      double rival = losses[other * KINDS + kind];
      double margin = MARGIN * (doubts[one * KINDS + kind] + doubts[other * KINDS + kind]);
      if (own > rival && own > rival + Math.min(margin, TOLERANCE * rival)) {
        return false;
      }
      better |= own + margin < rival;
    }
    return better;
  }
}
