package dev.sluice.simulation;

import dev.sluice.model.Objective;
import dev.sluice.model.Preference;
import java.util.Arrays;
import java.util.List;

/**
 * Targets judged by what they truly are, by the preference as the selector {@code pareto} reads it.
 *
 * <p>Each target has a loss in each objective; less is better. On the front the least loss counts 0
 * and the largest 1, and behind it more. The scalarised cost of a target is 1 and its augmented
 * weighted Chebyshev distance from a target that would be best in everything, relative to the
 * largest weight: the largest of its weighted losses, and a twentieth of their sum. So 1 is as good
 * as can be, and 2 is to be the worst in what matters most. A largest loss instead of a sum can
 * prefer points of the front that no weights of a sum would.
 *
 * <p>A target that does not work costs as much as the worst of the front in everything, and none
 * costs more. A target is on the front when no other that works is as good in everything and better
 * by more than a hundredth in something.
 */
final class Scores {
  private static final double AUGMENTATION = 0.05;
  private static final double MARGIN = 1.01;

  /** A difference of less than this part of the largest loss is not blown up to the full scale. */
  private static final double LEAST_RANGE = 0.25;

  /** The full scale of failures lies between five and twenty of a hundred attempts. */
  private static final double LEAST_FAILURES = 0.05;

  private static final double MOST_FAILURES = 0.2;
  private static final List<Objective> OBJECTIVES = List.of(Objective.values());

  private final double[] shares = new double[OBJECTIVES.size()];
  private final double mostShare;
  private final double worst;
  private final double[] costs;
  private final boolean[] front;
  private final int[] order;
  private final double[] ideal = new double[OBJECTIVES.size()];
  private final double[] range = new double[OBJECTIVES.size()];
  private int ties;

  Scores(int targets, Preference preference) {
    for (int k = 0; k < shares.length; k++) {
      shares[k] = OBJECTIVES.get(k).share(preference);
    }
    this.mostShare = Arrays.stream(shares).max().orElse(1);
    this.worst = 1 + 1 + AUGMENTATION / mostShare;
    this.costs = new double[targets];
    this.front = new boolean[targets];
    this.order = new int[targets];
  }

  /**
   * Judges anew.
   *
   * @param losses one row a target, one column an objective
   * @param works whether a target works
   */
  void judge(double[][] losses, boolean[] works) {
    for (int target = 0; target < costs.length; target++) {
      front[target] = works[target] && !beaten(target, losses, works);
    }
    for (int k = 0; k < shares.length; k++) {
      scale(k, losses);
    }
    for (int target = 0; target < costs.length; target++) {
      costs[target] = works[target] ? cost(losses[target]) : worst;
    }
    sort();
  }

  /** Scalarised cost of the target, from 1; less is better. */
  double of(int target) {
    return costs[target];
  }

  /** The least cost. */
  double best() {
    return costs[order[0]];
  }

  /** Whether no other target beats it. */
  boolean onFront(int target) {
    return front[target];
  }

  /** The target at a place of the order by cost; the turn says which of equally good ones. */
  int at(int place, int turn) {
    return place < ties ? order[(place + turn % ties) % ties] : order[place];
  }

  private void scale(int objective, double[][] losses) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int target = 0; target < losses.length; target++) {
      if (front[target]) {
        least = Math.min(least, losses[target][objective]);
        most = Math.max(most, losses[target][objective]);
      }
    }
    ideal[objective] = least;
    double spread = Math.max(most - least, LEAST_RANGE * most);
    range[objective] =
        OBJECTIVES.get(objective) == Objective.SUCCESS
            ? Math.clamp(spread, LEAST_FAILURES, MOST_FAILURES)
            : spread;
  }

  private double cost(double[] losses) {
    double largest = 0;
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      double part = range[k] > 0 ? Math.max(0, losses[k] - ideal[k]) / range[k] : 0;
      double loss = shares[k] * part;
      largest = Math.max(largest, loss);
      sum += loss;
    }
    return Math.min(worst, 1 + (largest + AUGMENTATION * sum) / mostShare);
  }

  private static boolean beaten(int target, double[][] losses, boolean[] works) {
    for (int other = 0; other < losses.length; other++) {
      if (other != target && works[other] && beats(losses[other], losses[target])) {
        return true;
      }
    }
    return false;
  }

  private static boolean beats(double[] one, double[] other) {
    boolean better = false;
    for (int k = 0; k < one.length; k++) {
      if (one[k] > other[k]) {
        return false;
      }
      better |= one[k] * MARGIN < other[k];
    }
    return better;
  }

  private void sort() {
    for (int k = 0; k < order.length; k++) {
      int at = k;
      while (at > 0 && costs[order[at - 1]] > costs[k]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = k;
    }
    ties = 1;
    while (ties < order.length && costs[order[ties]] - costs[order[0]] < 1e-9) {
      ties++;
    }
  }
}
