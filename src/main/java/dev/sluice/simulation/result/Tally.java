package dev.sluice.simulation.result;

import dev.sluice.simulation.scenario.Scenario;

/** The account of one run: told of what happens, it works out the result. Times are in seconds. */
public final class Tally {
  private final double warmUp;
  private final Timeline timeline;
  private final Aftermath aftermath;
  private final Quantiles firstToken = new Quantiles();
  private final Quantiles whole = new Quantiles();

  private long arrivals;
  private long served;
  private long failed;
  private long attempts;

  private long requests;
  private long completed;
  private long tries;
  private double nanos;

  private long choices;
  private long onFront;
  private double score;
  private double regret;

  /** An account without entries. */
  public Tally(Scenario scenario) {
    this.warmUp = scenario.traffic().warmUpSeconds();
    this.timeline = new Timeline(scenario.targets().size(), scenario.traffic().seconds());
    this.aftermath = new Aftermath(scenario, timeline);
  }

  /** A request came. */
  public void arrived(double now) {
    arrivals++;
    if (now >= warmUp) {
      requests++;
    }
  }

  /**
   * A target was put first.
   *
   * @param cost its score
   * @param best score of the best one
   * @param front whether no other target beats it in everything
   */
  public void chose(double now, double cost, double best, boolean front) {
    timeline.chose(now, cost - best);
    if (now >= warmUp) {
      choices++;
      score += cost;
      regret += cost - best;
      onFront += front ? 1 : 0;
    }
  }

  /** An attempt began. */
  public void attempted(double now, int target) {
    attempts++;
    timeline.attempted(now, target);
  }

  /**
   * A request got its whole answer.
   *
   * @param arrived when it came
   * @param first seconds until its first token
   * @param all seconds until its last one
   * @param tried attempts it took
   * @param cost in nano-dollars
   */
  public void served(double arrived, double first, double all, int tried, long cost) {
    served++;
    if (arrived >= warmUp) {
      completed++;
      tries += tried;
      nanos += cost;
      firstToken.add(first);
      whole.add(all);
    }
  }

  /** A request ended without its answer. */
  public void failed(double arrived, int tried) {
    failed++;
    if (arrived >= warmUp) {
      tries += tried;
    }
  }

  /** Whether a request is still open. */
  public boolean open() {
    return arrivals > served + failed;
  }

  /** What came of the strategy. A score of nothing is 1. */
  public Result result(String strategy) {
    Figures figures =
        new Figures(
            requests,
            ratio(completed, requests),
            ratio(tries, requests),
            mean(nanos, completed),
            Figures.Percentiles.of(firstToken),
            Figures.Percentiles.of(whole),
            choices == 0 ? 1 : score / choices,
            mean(regret, choices),
            ratio(onFront, choices),
            aftermath.adaptation(),
            aftermath.herding());
    return new Result(strategy, arrivals, served, failed, attempts, figures, timeline.series());
  }

  private static double ratio(long part, long count) {
    return mean((double) part, count);
  }

  private static double mean(double sum, long count) {
    return count == 0 ? 0 : sum / count;
  }
}
