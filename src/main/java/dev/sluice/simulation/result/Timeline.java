package dev.sluice.simulation.result;

import java.util.ArrayList;
import java.util.List;

/** What happened in each second of a run. Seconds after the last request are left out. */
final class Timeline {
  private static final int MOST_STEPS = 360;

  private final int[][] attempts;
  private final int[] choices;
  private final double[] regret;

  Timeline(int targets, double seconds) {
    int length = (int) Math.ceil(seconds);
    this.attempts = new int[targets][length];
    this.choices = new int[length];
    this.regret = new double[length];
  }

  /** Length in seconds. */
  int length() {
    return choices.length;
  }

  void attempted(double now, int target) {
    if (now < choices.length) {
      attempts[target][(int) now]++;
    }
  }

  void chose(double now, double by) {
    if (now < choices.length) {
      choices[(int) now]++;
      regret[(int) now] += by;
    }
  }

  /** Share of all attempts that the target got from one second to before another; 0 of none. */
  double share(int target, int from, int to) {
    long own = 0;
    long all = 0;
    for (int second = Math.max(0, from); second < Math.min(to, length()); second++) {
      for (int[] each : attempts) {
        all += each[second];
      }
      own += attempts[target][second];
    }
    return all == 0 ? 0 : (double) own / all;
  }

  /** Mean regret of the choices from one second to before another; 0 of none. */
  double regret(int from, int to) {
    double sum = 0;
    long count = 0;
    for (int second = Math.max(0, from); second < Math.min(to, length()); second++) {
      sum += regret[second];
      count += choices[second];
    }
    return count == 0 ? 0 : sum / count;
  }

  /** The same in steps that are few enough to be drawn. */
  Series series() {
    int step = Math.ceilDiv(Math.max(1, length()), MOST_STEPS);
    List<List<Double>> shares = new ArrayList<>();
    for (int target = 0; target < attempts.length; target++) {
      List<Double> own = new ArrayList<>();
      for (int from = 0; from < length(); from += step) {
        own.add(share(target, from, from + step));
      }
      shares.add(own);
    }
    List<Double> regrets = new ArrayList<>();
    for (int from = 0; from < length(); from += step) {
      regrets.add(regret(from, from + step));
    }
    return new Series(step, shares, regrets);
  }
}
