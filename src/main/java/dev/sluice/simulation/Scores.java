package dev.sluice.simulation;

import dev.sluice.model.Preference;
import dev.sluice.simulation.scenario.Objective;
import java.util.Arrays;

/**
 * Targets judged by what they truly are.
 *
 * <p>Each target has a loss in each objective, 0 or more, less is better; a loss of 0 is a target
 * that is free, instant and perfect. A loss is divided by the largest among the targets that work,
 * which puts it between 0 and 1. The score of a target is the augmented weighted Chebyshev distance
 * from 0: its largest weighted loss, and a twentieth of the sum of all of them. It can prefer points
 * of the front that no weighted sum would. A target that does not work has the worst score there
 * can be.
 *
 * <p>A target is on the front when no other that works is as good in everything and better by more
 * than a hundredth in something.
 */
final class Scores {
  private static final double AUGMENTATION = 0.05;
  private static final double MARGIN = 1.01;

  /** Differences in success below these are next to nothing: 1 in 100 attempts fails. */
  private static final double LEAST_FAILURE_SCALE = 0.01;

  private static final int OBJECTIVES = Objective.values().length;

  private final double[] shares = new double[OBJECTIVES];
  private final double[] scores;
  private final boolean[] front;
  private final int[] order;
  private int ties;

  Scores(int targets, Preference preference) {
    for (Objective objective : Objective.values()) {
      shares[objective.ordinal()] = objective.share(preference);
    }
    this.scores = new double[targets];
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
    double[] scales = scales(losses, works);
    for (int target = 0; target < scores.length; target++) {
      scores[target] = works[target] ? score(losses[target], scales) : worst();
      front[target] = works[target] && !beaten(target, losses, works);
    }
    sort();
  }

  /** Score of the target, less is better. */
  double of(int target) {
    return scores[target];
  }

  /** The least score. */
  double best() {
    return scores[order[0]];
  }

  /** Whether no other target beats it. */
  boolean onFront(int target) {
    return front[target];
  }

  /** The target at a place of the order by score; the turn says which of equally good ones. */
  int at(int place, int turn) {
    return place < ties ? order[(place + turn % ties) % ties] : order[place];
  }

  private double score(double[] losses, double[] scales) {
    double largest = 0;
    double sum = 0;
    for (int k = 0; k < OBJECTIVES; k++) {
      double weighted = scales[k] > 0 ? shares[k] * losses[k] / scales[k] : 0;
      largest = Math.max(largest, weighted);
      sum += weighted;
    }
    return largest + AUGMENTATION * sum;
  }

  private double worst() {
    return Arrays.stream(shares).max().orElse(1) + AUGMENTATION;
  }

  private static double[] scales(double[][] losses, boolean[] works) {
    double[] scales = new double[OBJECTIVES];
    scales[Objective.SUCCESS.ordinal()] = LEAST_FAILURE_SCALE;
    for (int target = 0; target < losses.length; target++) {
      for (int k = 0; works[target] && k < OBJECTIVES; k++) {
        scales[k] = Math.max(scales[k], losses[target][k]);
      }
    }
    return scales;
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
    for (int k = 0; k < OBJECTIVES; k++) {
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
      while (at > 0 && scores[order[at - 1]] > scores[k]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = k;
    }
    ties = 1;
    while (ties < order.length && scores[order[ties]] - scores[order[0]] < 1e-9) {
      ties++;
    }
  }
}
