package dev.sluice.routing.selector;

import dev.sluice.model.Explanation.Value;
import dev.sluice.model.Objective;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses by preference among the targets that no other one beats in everything.
 *
 * <p>In the order of a sum of their losses, which no dominated target can head, a target comes onto
 * the front unless one that is there already dominates it by more than noise. The front is ordered
 * by {@link Chebyshev} distance, and the others follow likewise.
 *
 * <p>All targets of the front whose distance is as good as the least one share the requests:
 * entirely within half of a margin that grows with what is not known, then less and less. So equal
 * targets share, and a little noise moves little. Which of them gets a request is drawn by the
 * request's seed, so a conversation comes back to where it was as long as that target is among
 * them.
 *
 * <p>A bounded share of requests explores instead: a target of which little is known, or any while
 * one of them is changing; the less is known, the likelier.
 */
@SuppressWarnings("EnumOrdinal") // Columns that are never stored nor sent.
final class Pareto implements Selector {
  private static final long EXPLORATION = 0x4578706c6f726174L;

  /** Attempts from which on a target that does not change is known well enough. */
  private static final double ENOUGH = 100;

  private static final double NEAR = 0.01;
  private static final double MARGIN = 2;

  /** Further than any distance that two targets differ by. */
  private static final double BEHIND = 1e6;

  private static final double NOWHERE = Double.POSITIVE_INFINITY;

  private final Losses losses;
  private final Chebyshev distance;
  private final boolean[] front;
  private final double[] keys;
  private final long[] best;

  /** All places by the sum of their losses, and by their distance, as of the last request. */
  private final int[] walk;

  private final int[] ranking;
  private boolean explored;
  private int peers;

  Pareto(int places) {
    this.losses = new Losses(places);
    this.distance = new Chebyshev(places);
    this.front = new boolean[places];
    this.keys = new double[places];
    this.best = new long[Losses.words(places)];
    this.walk = IntStream.range(0, places).toArray();
    this.ranking = walk.clone();
  }

  @Override
  public void order(Candidates candidates) {
    candidates.look();
    candidates.admit(true);
    losses.read(candidates.expected);
    distance.prefer(candidates.terms().preference());
    int size = arrange(candidates);
    explored = false;
    peers = 0;
    Arrays.fill(candidates.pulls, 0);
    if (size > 0) {
      share(candidates, size);
      choose(candidates);
    }
  }

  /** Puts the front into the order, then those behind it, then the barred. Tells its size. */
  private int arrange(Candidates candidates) {
    int size = select(candidates);
    distance.fit(losses, front);
    for (int place = 0; place < front.length; place++) {
      keys[place] = NOWHERE;
      if (candidates.eligible(place)) {
        double score = distance.score(losses, place);
        candidates.scores[place] = score;
        keys[place] = score + group(candidates, place);
      }
    }
    sort(ranking);
    int count = 0;
    while (count < ranking.length && keys[ranking[count]] < NOWHERE) {
      candidates.order[count] = ranking[count];
      count++;
    }
    candidates.arranged(count);
    return size;
  }

  private double group(Candidates candidates, int place) {
    if (candidates.barred[place]) {
      return 2 * BEHIND;
    }
    return front[place] ? 0 : BEHIND;
  }

  /** Finds the front. Tells its size. */
  private int select(Candidates candidates) {
    for (int place = 0; place < front.length; place++) {
      front[place] = false;
      boolean free = candidates.eligible(place) && !candidates.barred[place];
      keys[place] = free ? losses.sum(place) : NOWHERE;
    }
    sort(walk);
    Arrays.fill(best, 0);
    int size = 0;
    for (int k = 0; k < walk.length && keys[walk[k]] < NOWHERE; k++) {
      int place = walk[k];
      if (!losses.beaten(place, best)) {
        best[place >> 6] |= 1L << place;
        front[place] = true;
        size++;
      }
    }
    return size;
  }

  /** By insertion: an order changes little from one request to the next. */
  private void sort(int[] places) {
    for (int k = 1; k < places.length; k++) {
      int place = places[k];
      double key = keys[place];
      int at = k;
      while (at > 0 && keys[places[at - 1]] > key) {
        places[at] = places[at - 1];
        at--;
      }
      places[at] = place;
    }
  }

  /** Lets the best of the front and all that are as good pull the request. */
  private void share(Candidates candidates, int size) {
    int best = candidates.at(0);
    double least = candidates.scores[best];
    double doubt = distance.doubt(losses, best);
    for (int k = 0; k < size; k++) {
      int place = candidates.at(k);
      double margin = NEAR + MARGIN * (doubt + distance.doubt(losses, place));
      double nearness = 2 * (1 - (candidates.scores[place] - least) / margin);
      if (place == best || nearness > 0) {
        double part = place == best ? 1 : Math.min(1, nearness);
        // By weight: a target that warms up is kept back by being barred.
        candidates.pulls[place] = candidates.weights[place] * part;
        peers++;
      }
    }
  }

  private void choose(Candidates candidates) {
    int choice = peers == 1 ? candidates.at(0) : candidates.drawn();
    candidates.lead(choice);
    double exploration = candidates.terms().exploration();
    if (exploration > 0 && Chance.uniform(candidates.terms().seed(), EXPLORATION) < exploration) {
      explore(candidates, choice);
    }
  }

  private void explore(Candidates candidates, int choice) {
    long seed = candidates.terms().seed() ^ EXPLORATION;
    boolean all = candidates.warming() || candidates.expected.moving();
    int drawn = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int place = 0; place < front.length; place++) {
      if (place != choice && candidates.eligible(place) && !candidates.barred[place]) {
        double attempts = candidates.expected.dossier(place).attempts();
        double wait =
            all || attempts < ENOUGH
                ? Chance.wait(
                    seed,
                    candidates.key(place),
                    candidates.weights[place] / Math.sqrt(1 + attempts))
                : Double.POSITIVE_INFINITY;
        if (wait < least) {
          least = wait;
          drawn = place;
        }
      }
    }
    if (drawn >= 0) {
      explored = true;
      Arrays.fill(candidates.pulls, 0);
      candidates.pulls[drawn] = 1;
      candidates.lead(drawn);
    }
  }

  @Override
  public String reason() {
    if (explored) {
      return "it is explored, for little is known of it";
    }
    return peers > 1
        ? "it was drawn among " + peers + " targets of the front that are equally near the ideal"
        : "it is the nearest of the front to the ideal";
  }

  @Override
  public Map<String, Value> values(Candidates candidates, int place) {
    Map<String, Value> values = new LinkedHashMap<>();
    Objective[] objectives = Objective.values();
    for (int kind = 0; kind < objectives.length; kind++) {
      values.put(objectives[kind].id(), value(objectives[kind], place, kind));
    }
    return values;
  }

  private Value value(Objective objective, int place, int kind) {
    double doubt = losses.doubt(place, kind);
    double loss = losses.of(place, kind);
    boolean measured =
        switch (objective) {
          case LATENCY, THROUGHPUT, SUCCESS -> true;
          case COST, QUALITY, ENERGY -> false;
        };
    if (Double.isInfinite(loss) || (measured && losses.untold(place))) {
      return new Value(Double.NaN, Double.NaN);
    }
    return switch (objective) {
      case COST, LATENCY, ENERGY -> new Value(loss, doubt);
      case SUCCESS, QUALITY -> new Value(1 - loss, doubt);
      case THROUGHPUT -> new Value(1 / loss, doubt / (loss * loss));
    };
  }

  @Override
  public @Nullable Boolean front(int place) {
    return front[place];
  }

  @Override
  public double score(Candidates candidates, int place) {
    return candidates.scores[place];
  }
}
