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
 *
 * <p>What does not depend on the request is worked out once for each front, as long as neither the
 * preference nor anything measured changes.
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
  private final double[] factors = new double[KINDS];

  /** For each place the largest and the sum of its lasting parts, and which is the largest. */
  private final double[] largest;

  private final double[] sums;
  private final int[] largestKinds;

  /** For each place the part that decided its last score. */
  private final int[] deciding;

  /** The front that was measured from last. */
  private final boolean[] fitted;

  private Preference preference = Preference.BALANCED;
  private int edition;

  /** A distance between so many places. */
  Chebyshev(int places) {
    this.largest = new double[places];
    this.sums = new double[places];
    this.largestKinds = new int[places];
    this.deciding = new int[places];
    this.fitted = new boolean[places];
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
    edition = 0;
  }

  /** Measures from the least losses of the front, in parts of their spread. */
  void fit(Losses losses, boolean[] front) {
    if (edition != losses.edition() || !Arrays.equals(front, fitted)) {
      edition = losses.edition();
      System.arraycopy(front, 0, fitted, 0, front.length);
      for (int kind : Losses.LASTING) {
        fit(losses, front, kind);
      }
      measure(losses);
    }
    for (int kind : losses.passing()) {
      fit(losses, front, kind);
    }
  }

  private void fit(Losses losses, boolean[] front, int kind) {
    double least = Double.POSITIVE_INFINITY;
    double worst = 0;
    for (int place = 0; place < front.length; place++) {
      double loss = losses.of(place, kind);
      if (front[place] && loss < Double.POSITIVE_INFINITY) {
        least = Math.min(least, loss);
        worst = Math.max(worst, loss);
      }
    }
    double spread = Math.max(worst - least, LEAST_SPREAD * worst);
    if (kind == Losses.SUCCESS) {
      spread = Math.clamp(spread, LEAST_FAILURES, MOST_FAILURES);
    }
    ideal[kind] = least;
    factors[kind] = spread > 0 ? weights[kind] / spread : 0;
  }

  private void measure(Losses losses) {
    for (int place = 0; place < largest.length; place++) {
      largest[place] = -1;
      sums[place] = 0;
      for (int kind : Losses.LASTING) {
        double part = part(losses, place, kind);
        sums[place] += part;
        if (part > largest[place]) {
          largest[place] = part;
          largestKinds[place] = kind;
        }
      }
    }
  }

  /** Distance of the place from the ideal. */
  double score(Losses losses, int place) {
    double most = largest[place];
    double sum = sums[place];
    int kind = largestKinds[place];
    for (int passing : losses.passing()) {
      double part = part(losses, place, passing);
      sum += part;
      if (part >= most) {
        most = part;
        kind = passing;
      }
    }
    deciding[place] = kind;
    return most + AUGMENTATION * sum;
  }

  /** Standard deviation of the last score: of the largest part, which decides it. */
  double doubt(Losses losses, int place) {
    int kind = deciding[place];
    return factors[kind] > 0 ? factors[kind] * losses.doubt(place, kind) : 0;
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
