package dev.sluice.routing.selector;

import dev.sluice.model.Objective;
import java.util.Arrays;

/**
 * What is bad about each target of a tier, objective by objective: 0 is free, instant and perfect,
 * infinity unknown by configuration. And how far that may be off.
 *
 * <p>A target that is new or coming back is taken for as good as the best of its siblings in all
 * that is measured, so that it is worth a try; it dominates nobody and nobody dominates it.
 *
 * <p>Only price and energy depend on the request. How targets compare in everything else is worked
 * out once for each edition of the expectations.
 */
@SuppressWarnings("EnumOrdinal") // Columns that are never stored nor sent.
final class Losses {
  /** Number of objectives. */
  static final int KINDS = Objective.values().length;

  // Columns stand in the order of the objectives.
  private static final int COST = 0;
  private static final int LATENCY = 1;
  private static final int THROUGHPUT = 2;
  static final int SUCCESS = 3;
  private static final int QUALITY = 4;
  private static final int ENERGY = 5;
  private static final int[] MEASURED = {LATENCY, THROUGHPUT, SUCCESS};

  /** What does not depend on the request. */
  static final int[] LASTING = {LATENCY, THROUGHPUT, SUCCESS, QUALITY};

  private static final int[] PRICED = {COST};
  private static final int[] PRICED_AND_POWERED = {COST, ENERGY};

  private static final byte WORSE = -1;
  private static final byte ALIKE = 0;
  private static final byte BETTER = 1;

  /** Prices that lie nearer differ by what was measured of lengths and caches. */
  private static final double SLIGHT = 1.01;

  /** How many standard deviations of both make a difference. */
  private static final double MARGIN = 1.5;

  /** Share by which noise may make a dominating target look worse. */
  private static final double TOLERANCE = 0.05;

  /** Another target takes over after a failure, so one in a hundred more beats nobody. */
  private static final double NEXT_TO_NOTHING = 0.01;

  /**
   * Part by which a mean may be off however many values it rests on: where load sets in, quick
   * answers come in first.
   */
  private static final double LEAN = 0.02;

  /** Of an unknown loss, in parts of the largest known one. */
  private static final double UNKNOWN = 2;

  private final int places;
  private final double[] losses;
  private final double[] doubts;
  private final double[] failures;
  private final boolean[] untold;
  private final byte[] relations;
  private final long[] rivals;
  private final int words;
  private final double[] sums;
  private int[] passing = PRICED;
  private double perPrice;
  private double perEnergy;
  private double largestEnergy;
  private int edition;

  Losses(int places) {
    this.places = places;
    this.losses = new double[places * KINDS];
    this.doubts = new double[places * KINDS];
    this.failures = new double[places];
    this.untold = new boolean[places];
    this.relations = new byte[places * places];
    this.words = words(places);
    this.rivals = new long[places * words];
    this.sums = new double[places];
  }

  /** Reads what a request is expected to take at each place. */
  void read(Expectations expected) {
    if (edition != expected.edition()) {
      edition = expected.edition();
      renew(expected);
    }
    double largestPrice = 0;
    for (int place = 0; place < places; place++) {
      double price = expected.price(place);
      losses[place * KINDS + COST] = price;
      if (price > largestPrice && price < Double.POSITIVE_INFINITY) {
        largestPrice = price;
      }
    }
    perPrice = largestPrice > 0 ? 1 / largestPrice : 0;
    if (expected.knowsEnergy()) {
      readEnergy(expected);
    }
  }

  private void readEnergy(Expectations expected) {
    largestEnergy = 0;
    for (int place = 0; place < places; place++) {
      double energy = expected.energy(place);
      losses[place * KINDS + ENERGY] = energy;
      if (energy > largestEnergy && energy < Double.POSITIVE_INFINITY) {
        largestEnergy = energy;
      }
    }
    perEnergy = largestEnergy > 0 ? 1 / largestEnergy : 0;
  }

  private void renew(Expectations expected) {
    for (int place = 0; place < places; place++) {
      int row = place * KINDS;
      Dossier dossier = expected.dossier(place);
      untold[place] = expected.untold(place);
      losses[row + ENERGY] = Double.POSITIVE_INFINITY;
      losses[row + QUALITY] = 1 - expected.quality(place);
      losses[row + LATENCY] = expected.firstToken(place);
      doubts[row + LATENCY] = dossier.firstToken().doubt() + LEAN * losses[row + LATENCY];
      double throughput = Math.max(1e-3, expected.throughput(place));
      losses[row + THROUGHPUT] = 1 / throughput;
      doubts[row + THROUGHPUT] =
          dossier.throughput().doubt() / (throughput * throughput) + LEAN / throughput;
      losses[row + SUCCESS] = 1 - dossier.successBound();
      failures[place] = 1 - dossier.success();
      doubts[row + SUCCESS] = dossier.successDoubt();
    }
    passing = expected.knowsEnergy() ? PRICED_AND_POWERED : PRICED;
    for (int kind : MEASURED) {
      guess(kind);
    }
    relate();
    add();
  }

  /** Takes targets of which nothing is known for as good as the best known one. */
  private void guess(int kind) {
    double least = Double.POSITIVE_INFINITY;
    for (int place = 0; place < places; place++) {
      if (!untold[place]) {
        least = Math.min(least, losses[place * KINDS + kind]);
      }
    }
    for (int place = 0; place < places; place++) {
      if (untold[place]) {
        losses[place * KINDS + kind] = Double.isInfinite(least) ? 0 : least;
      }
    }
  }

  private void relate() {
    Arrays.fill(rivals, 0);
    for (int one = 0; one < places; one++) {
      for (int other = 0; other < places; other++) {
        byte relation = untold[one] || untold[other] ? WORSE : ALIKE;
        for (int kind : LASTING) {
          relation = relation == WORSE ? WORSE : joined(relation, relation(one, other, kind));
        }
        relations[one * places + other] = relation;
        if (relation != WORSE) {
          rivals[other * words + (one >> 6)] |= 1L << one;
        }
      }
    }
  }

  private void add() {
    Arrays.fill(sums, 0);
    for (int kind : LASTING) {
      double largest = 0;
      for (int place = 0; place < places; place++) {
        largest = Math.max(largest, middle(place, kind));
      }
      for (int place = 0; place < places && largest > 0; place++) {
        sums[place] += middle(place, kind) / largest;
      }
    }
  }

  private static byte joined(byte relation, byte next) {
    return next == ALIKE ? relation : next;
  }

  /** How one compares with the other in something: worse or better by more than noise, or alike. */
  private byte relation(int one, int other, int kind) {
    double own = middle(one, kind);
    double rival = middle(other, kind);
    double noise = MARGIN * (doubts[one * KINDS + kind] + doubts[other * KINDS + kind]);
    double margin = kind == SUCCESS ? Math.max(noise, NEXT_TO_NOTHING) : noise;
    if (own > rival && own > rival + Math.min(noise, TOLERANCE * rival)) {
      return WORSE;
    }
    return own + margin < rival ? BETTER : ALIKE;
  }

  /** The same of what is configured, but for the length of an answer and what a cache saves. */
  private byte exactRelation(int one, int other, int kind) {
    double own = losses[one * KINDS + kind];
    double rival = losses[other * KINDS + kind];
    if (own > SLIGHT * rival) {
      return WORSE;
    }
    return SLIGHT * own < rival ? BETTER : ALIKE;
  }

  /**
   * What two targets are compared by. The bound of a success rate has its doubt in it already:
   * counting that twice would let a target be beaten for being little known.
   */
  private double middle(int place, int kind) {
    return kind == SUCCESS ? failures[place] : losses[place * KINDS + kind];
  }

  /** Words of a set of places. */
  static int words(int places) {
    return (places + Long.SIZE - 1) / Long.SIZE;
  }

  /** Whether one of a set of places dominates the place. */
  boolean beaten(int place, long[] set) {
    for (int word = 0; word < words; word++) {
      long left = set[word] & rivals[place * words + word];
      while (left != 0) {
        int one = word * Long.SIZE + Long.numberOfTrailingZeros(left);
        if (dominates(one, place)) {
          return true;
        }
        left &= left - 1;
      }
    }
    return false;
  }

  /** A number that changes when anything does that does not depend on the request. */
  int edition() {
    return edition;
  }

  /** What depends on the request. */
  int[] passing() {
    return passing;
  }

  double of(int place, int kind) {
    return losses[place * KINDS + kind];
  }

  double doubt(int place, int kind) {
    return doubts[place * KINDS + kind];
  }

  boolean untold(int place) {
    return untold[place];
  }

  /** A number that is less for a target than for any that it dominates without a margin. */
  double sum(int place) {
    double sum = sums[place] + part(losses[place * KINDS + COST], perPrice);
    return largestEnergy > 0 ? sum + part(losses[place * KINDS + ENERGY], perEnergy) : sum;
  }

  private static double part(double loss, double perUnit) {
    return loss == Double.POSITIVE_INFINITY ? UNKNOWN : loss * perUnit;
  }

  /**
   * Whether one is better than the other by more than noise in something, and not worse by more
   * than noise in anything. Without doubts that is plain dominance.
   */
  private boolean dominates(int one, int other) {
    byte lasting = relations[one * places + other];
    if (lasting == WORSE) {
      return false;
    }
    byte cost = exactRelation(one, other, COST);
    if (cost == WORSE) {
      return false;
    }
    byte energy = largestEnergy > 0 ? exactRelation(one, other, ENERGY) : ALIKE;
    return energy != WORSE && (lasting | cost | energy) == BETTER;
  }
}
