package dev.sluice.routing.selector;

import dev.sluice.model.Objective;
import dev.sluice.model.Preference;
import java.util.Arrays;

/**
 * Augmented weighted Chebyshev distance from the ideal point: the largest weighted loss counts, and
 * a twentieth of all of them together. Less is better.
 *
 * <p>Unlike a weighted sum it can prefer every point of the front, whatever the front's shape. The
 * small sum makes sure that of two points with the same largest loss the better one wins.
 *
 * <p>Losses are measured from the least on the front, in parts of the front's spread. A spread that
 * is small against the losses themselves is not stretched: what hardly differs hardly counts.
 */
@SuppressWarnings("EnumOrdinal") // Columns that are never stored nor sent.
final class Chebyshev {
  private static final double AUGMENTATION = 0.05;

  /** What an objective that nobody weighs still counts, so that nothing dominated is preferred. */
  private static final double LEAST_WEIGHT = 0.001;

  /** Least spread as a part of the largest loss. */
  private static final double LEAST_SPREAD = 0.25;

  /** The spread of failures lies between five and twenty of a hundred attempts. */
  private static final double LEAST_FAILURES = 0.05;

  private static final double MOST_FAILURES = 0.2;
  private static final int KINDS = Losses.KINDS;
  private static final Objective[] OBJECTIVES = Objective.values();

  private final double[] weights = new double[KINDS];
  private final double[] ideal = new double[KINDS];
  private final double[] spread = new double[KINDS];
  private final double[] factors = new double[KINDS];
  private Preference preference = Preference.BALANCED;

  Chebyshev() {
    weigh();
  }

  /** Takes over a preference. */
  void prefer(Preference next) {
    if (!next.equals(preference)) {
      preference = next;
      weigh();
    }
  }

  private void weigh() {
    double sum = 0;
    for (Objective objective : OBJECTIVES) {
      sum += objective.weight(preference);
    }
    for (int kind = 0; kind < KINDS; kind++) {
      weights[kind] = Math.max(LEAST_WEIGHT, OBJECTIVES[kind].weight(preference) / sum);
    }
  }

  /** Measures from the least losses of some places, in parts of their spread. */
  void fit(Losses losses, int[] places, int count) {
    double[] worst = spread;
    Arrays.fill(ideal, Double.POSITIVE_INFINITY);
    Arrays.fill(worst, 0);
    for (int k = 0; k < count; k++) {
      for (int kind = 0; kind < KINDS; kind++) {
        double loss = losses.of(places[k], kind);
        if (loss < Double.POSITIVE_INFINITY) {
          ideal[kind] = Math.min(ideal[kind], loss);
          worst[kind] = Math.max(worst[kind], loss);
        }
      }
    }
    for (int kind = 0; kind < KINDS; kind++) {
      spread[kind] = Math.max(worst[kind] - ideal[kind], LEAST_SPREAD * worst[kind]);
    }
    spread[Losses.SUCCESS] = Math.clamp(spread[Losses.SUCCESS], LEAST_FAILURES, MOST_FAILURES);
    for (int kind = 0; kind < KINDS; kind++) {
      factors[kind] = spread[kind] > 0 ? weights[kind] / spread[kind] : 0;
    }
  }

  /** Distance of the place from the ideal. */
  double score(Losses losses, int place) {
    double largest = 0;
    double sum = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      double part = part(losses, place, kind);
      largest = Math.max(largest, part);
      sum += part;
    }
    return largest + AUGMENTATION * sum;
  }

  /** Standard deviation of the score: of the largest part, which decides it. */
  double doubt(Losses losses, int place) {
    double largest = -1;
    int deciding = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      double part = part(losses, place, kind);
      if (part > largest) {
        largest = part;
        deciding = kind;
      }
    }
    return factors[deciding] > 0 ? factors[deciding] * losses.doubt(place, deciding) : 0;
  }

  private double part(Losses losses, int place, int kind) {
    double loss = losses.of(place, kind);
    // What is unknown by configuration counts as the worst of what is known, if anything is.
    if (loss == Double.POSITIVE_INFINITY) {
      return factors[kind] > 0 ? weights[kind] : 0;
    }
    return Math.max(0, loss - ideal[kind]) * factors[kind];
  }
}
