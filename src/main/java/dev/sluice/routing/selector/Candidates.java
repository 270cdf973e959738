package dev.sluice.routing.selector;

import dev.sluice.model.Target;
import java.util.Arrays;
import java.util.List;

/**
 * The targets of one tier while a request is being planned, by their places: who may be chosen, and
 * the order that comes of it. One object serves all plans of the tier and is confined to its lane.
 */
public final class Candidates {
  private static final long ADMISSION = 0x41646d697373696fL;

  /** For each place the weight of its target. */
  final double[] weights;

  /** For each place what its target should get relative to the others, 0 when not eligible. */
  final double[] shares;

  /** For each place how strongly it draws the request; a conversation stays with one that does. */
  final double[] pulls;

  /** For each place what it was ordered by, less is better. */
  final double[] scores;

  /** For each place whether it may not come first this time. */
  final boolean[] barred;

  final int[] order;
  final Expectations expected;
  private final long[] keys;
  private final double[] warmths;
  private final double[] ranks;
  private final Knowledge knowledge;
  private final double usualWeight;
  private Terms terms = new Terms();
  private int count;
  private int sealed;
  private boolean warming;
  private boolean looked;

  /**
   * No place is eligible yet.
   *
   * @param targets of one priority
   * @param weighed whether their weights count
   */
  public Candidates(List<Target> targets, boolean weighed, Knowledge knowledge) {
    int places = targets.size();
    this.weights = targets.stream().mapToDouble(each -> weighed ? each.weight() : 1).toArray();
    this.usualWeight = Arrays.stream(weights).average().orElse(1);
    this.keys = targets.stream().mapToLong(each -> Chance.key(each.id().value())).toArray();
    this.shares = new double[places];
    this.pulls = new double[places];
    this.scores = new double[places];
    this.barred = new boolean[places];
    this.order = new int[places];
    this.warmths = new double[places];
    Arrays.fill(warmths, 1);
    this.ranks = new double[places];
    this.expected = new Expectations(targets);
    this.knowledge = knowledge;
  }

  /** Begins a choice; no place is eligible. */
  public void begin(Terms terms) {
    this.terms = terms;
    warming = false;
    looked = false;
    Arrays.fill(shares, 0);
    restart();
  }

  /**
   * Makes a place eligible.
   *
   * @param warmth above 0 to 1; below 1 while its target warms up
   */
  public void accept(int place, double warmth) {
    shares[place] = weights[place] * warmth;
    warmths[place] = warmth;
    warming |= warmth < 1;
  }

  /** Makes a place no longer eligible. */
  public void reject(int place) {
    shares[place] = 0;
  }

  /** Whether the place is eligible. */
  public boolean eligible(int place) {
    return shares[place] > 0;
  }

  /** Reads the statistics of all places, once for each choice. */
  public void look() {
    if (!looked) {
      looked = true;
      expected.look(knowledge, warmths, terms.demand());
    }
  }

  /** Expected nano-dollars of the request; infinite when unknown. Wants {@link #look}. */
  public double price(int place) {
    return expected.price(place);
  }

  /** Measured seconds to the first token, 0 when next to nothing is known. Wants {@link #look}. */
  public double firstToken(int place) {
    Reading reading = expected.dossier(place).firstToken();
    return reading.known() ? reading.mean() : 0;
  }

  /** Measured share of attempts that succeed, 0 to 1. Wants {@link #look}. */
  public double success(int place) {
    return expected.dossier(place).success();
  }

  /** Number of places in the order. */
  public int count() {
    return count;
  }

  /** Place at a position of the order. */
  public int at(int position) {
    return order[position];
  }

  /** What the place was ordered by, less is better. */
  public double score(int place) {
    return scores[place];
  }

  int size() {
    return shares.length;
  }

  Terms terms() {
    return terms;
  }

  Knowledge knowledge() {
    return knowledge;
  }

  long key(int place) {
    return keys[place];
  }

  /** Mean of the weights. */
  double usualWeight() {
    return usualWeight;
  }

  /** Every eligible place draws the request by its share. */
  void pullByShare() {
    System.arraycopy(shares, 0, pulls, 0, shares.length);
  }

  /** Whether a target warms up. */
  boolean warming() {
    return warming;
  }

  /** Empties the order. */
  void restart() {
    count = 0;
    sealed = 0;
  }

  void arranged(int places) {
    count = places;
  }

  /** What is put into the order from here on comes behind what is in it. */
  void seal() {
    sealed = count;
  }

  /** Puts a place into the order; of equal ranks the earlier one comes first. */
  void insert(int place, double rank) {
    int k = count++;
    while (k > sealed && ranks[k - 1] > rank) {
      ranks[k] = ranks[k - 1];
      order[k] = order[k - 1];
      k--;
    }
    ranks[k] = rank;
    order[k] = place;
  }

  /** Brings a place of the order to its front. */
  void lead(int place) {
    int k = 0;
    while (order[k] != place) {
      k++;
    }
    System.arraycopy(order, 0, order, 1, k);
    order[0] = place;
  }

  /**
   * Draws who may come first. A target that warms up may with a chance that grows to its fair share
   * over the first half of the warm-up and to certainty over the second. One of which nothing is
   * known may with its fair share. When that leaves nobody, one is drawn by share.
   *
   * @param known whether the statistics were looked at and count
   */
  void admit(boolean known) {
    if (!warming && !(known && expected.anyFresh())) {
      Arrays.fill(barred, false);
      return;
    }
    double total = 0;
    for (int place = 0; place < shares.length; place++) {
      total += shares[place] > 0 ? weights[place] : 0;
    }
    boolean nobody = true;
    for (int place = 0; place < shares.length; place++) {
      if (shares[place] > 0) {
        barred[place] = !admitted(place, weights[place] / total, known);
        nobody &= barred[place];
      }
    }
    if (nobody && total > 0) {
      pullByShare();
      barred[drawn()] = false;
    }
  }

  private boolean admitted(int place, double fair, boolean known) {
    double chance = warmths[place] < 1 ? chance(warmths[place], fair) : 1;
    if (known && expected.dossier(place).fresh()) {
      chance = Math.min(chance, fair);
    }
    return chance >= 1 || Chance.uniform(terms.seed() ^ ADMISSION, keys[place]) < chance;
  }

  private static double chance(double warmth, double fair) {
    return warmth <= 0.5 ? 2 * warmth * fair : fair + (1 - fair) * (2 * warmth - 1);
  }

  /** The place that the seed draws, each in proportion to its pull; -1 when none pulls. */
  int drawn() {
    int drawn = -1;
    double most = 0;
    for (int place = 0; place < pulls.length; place++) {
      if (pulls[place] > 0) {
        double number = Chance.uniform(terms.seed(), keys[place]);
        if (drawn < 0 || sooner(number, pulls[place], most, pulls[drawn])) {
          most = number;
          drawn = place;
        }
      }
    }
    return drawn;
  }

  /** Compares as {@link Chance#wait} does, and without its logarithm where pulls are equal. */
  private static boolean sooner(double number, double pull, double rival, double rivalPull) {
    return pull == rivalPull
        ? number > rival
        : Math.log(number) / pull > Math.log(rival) / rivalPull;
  }
}
