package dev.sluice.simulation;

import dev.sluice.model.Preference;
import dev.sluice.simulation.scenario.Objective;
import java.util.Arrays;
import java.util.List;

/**
 * Targets judged by what they truly are.
 *
 * <p>Each target has a loss in each objective; less is better. Among the targets that work, the
 * least loss counts 0 and the largest 1. The scalarised cost of a target is 1 and its augmented
 * weighted Chebyshev distance from a target that would be best in everything: the largest of its
 * losses, each by its weight relative to the largest weight, and a twentieth of their weighted
 * mean. So 1 is as good as can be, and 2 is to be the worst in what matters most. A largest loss
 * instead of a sum can prefer points of the front that no weights of a sum would.
 *
 * <p>A target that does not work costs as much as the worst in everything. A target is on the front
 * when no other that works is as good in everything and better by more than a hundredth in
 * something.
 */
final class Scores {
  private static final double AUGMENTATION = 0.05;
  private static final double WORST = 2 + AUGMENTATION;
  private static final double MARGIN = 1.01;

  /** A difference of less than this part of the best loss is not blown up to the full scale. */
  private static final double LEAST_RANGE = 0.05;

  /** The same where losses are shares: of attempts that fail, of quality that is missing. */
  private static final double LEAST_FAILURE_RANGE = 0.01;

  private static final double LEAST_QUALITY_RANGE = 0.05;
  private static final List<Objective> OBJECTIVES = List.of(Objective.values());

  private final double[] shares = new double[OBJECTIVES.size()];
  private final double mostShare;
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
    for (int k = 0; k < shares.length; k++) {
      scale(k, losses, works);
    }
    for (int target = 0; target < costs.length; target++) {
      costs[target] = works[target] ? cost(losses[target]) : WORST;
      front[target] = works[target] && !beaten(target, losses, works);
    }
    sort();
  }

  /** Scalarised cost of the target, 1 to 2.05; less is better. */
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

  private void scale(int objective, double[][] losses, boolean[] works) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int target = 0; target < losses.length; target++) {
      if (works[target]) {
        least = Math.min(least, losses[target][objective]);
        most = Math.max(most, losses[target][objective]);
      }
    }
    ideal[objective] = least;
    range[objective] = Math.max(most - least, leastRange(objective, least));
  }

  private static double leastRange(int objective, double least) {
    return switch (OBJECTIVES.get(objective)) {
      case SUCCESS -> LEAST_FAILURE_RANGE;
      case QUALITY -> LEAST_QUALITY_RANGE;
      case COST, LATENCY, THROUGHPUT, ENERGY -> LEAST_RANGE * least;
    };
  }

  private double cost(double[] losses) {
    double largest = 0;
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      double loss = range[k] > 0 ? shares[k] * (losses[k] - ideal[k]) / range[k] : 0;
      largest = Math.max(largest, loss);
      sum += loss;
    }
    return 1 + largest / mostShare + AUGMENTATION * sum;
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
