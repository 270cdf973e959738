package dev.sluice.stats.window;

import dev.sluice.model.Estimate;
import dev.sluice.model.TargetStatistics;

/**
 * What the windows of a target say together, for the choice between targets.
 *
 * <p>The last minute counts in full. What the longer windows hold beyond it counts as at most
 * {@link #BEFORE} and {@link #LONG_BEFORE} attempts: a busy target is judged by the last minute
 * alone and a change is seen soon, a rarely used one by what is known from before, with the
 * uncertainty that so few attempts leave. Confined to one thread.
 */
public final class Learned {
  /** Attempts that the five minutes' surplus over the minute counts as at most. */
  static final double BEFORE = 20;

  /** Attempts that the hour's surplus over the five minutes counts as at most. */
  static final double LONG_BEFORE = 5;

  /** Answers of a target from which on those of others are not looked at. */
  static final double ENOUGH = 20;

  /** Durations that a quantile wants to rest on. */
  private static final double SAMPLE = 20;

  /** With how many values a spread as large as the mean is assumed beforehand. */
  private static final double DOUBT = 2;

  /** Number of values below which all is rounding. */
  private static final double NOTHING = 1e-9;

  private final double[] cells = new double[Cells.SIZE];
  private double firstTokenP95;

  /** Becomes what a row says. */
  public void read(StatsRow row) {
    WindowRow minute = row.in(Window.MINUTE);
    WindowRow five = row.in(Window.FIVE_MINUTES);
    WindowRow hour = row.in(Window.HOUR);
    double before = share(five.attempts() - minute.attempts(), BEFORE);
    double longBefore = share(hour.attempts() - five.attempts(), LONG_BEFORE);
    for (int cell = 0; cell < Cells.SIZE; cell++) {
      cells[cell] =
          minute.sum(cell)
              + before * Math.max(0, five.sum(cell) - minute.sum(cell))
              + longBefore * Math.max(0, hour.sum(cell) - five.sum(cell));
    }
    firstTokenP95 = p95(minute.firstToken(), five.firstToken(), hour.firstToken());
  }

  private static double share(double surplus, double most) {
    return surplus > most ? most / surplus : 1;
  }

  /** Of the shortest window that has enough; of the longest when it has a quarter of it. */
  private static double p95(Sketch minute, Sketch five, Sketch hour) {
    Sketch sketch = minute.weight() >= SAMPLE ? minute : five.weight() >= SAMPLE ? five : hour;
    return sketch.weight() >= SAMPLE / 4 ? sketch.quantile(0.95) : 0;
  }

  /** Adds the answers of another target of the same model; their lengths are alike. */
  public void borrowAnswers(Learned other, double share) {
    for (int cell = Cells.ANSWER; cell < Cells.ANSWER + 3; cell++) {
      cells[cell] += share * other.cells[cell];
    }
  }

  /** How many answers it knows. */
  public double answers() {
    return cells[Cells.ANSWER];
  }

  /** How many answers of others it has use for. */
  public double wanted() {
    return Math.max(0, ENOUGH - answers());
  }

  /** Tokens of an answer. */
  public Estimate answer() {
    return estimate(Cells.ANSWER);
  }

  /** All of it. */
  public TargetStatistics statistics() {
    double prompt = cells[Cells.PROMPT];
    return new TargetStatistics(
        cells[Cells.SUCCESSES] + cells[Cells.FAILURES],
        cells[Cells.SUCCESSES],
        estimate(Cells.FIRST_TOKEN),
        estimate(Cells.WHOLE),
        estimate(Cells.THROUGHPUT),
        answer(),
        prompt > 0 ? Math.clamp(cells[Cells.PROMPT_CACHED] / prompt, 0.0, 1.0) : 0,
        firstTokenP95);
  }

  private Estimate estimate(int cell) {
    return estimate(cells[cell], cells[cell + 1], cells[cell + 2]);
  }

  /**
   * Mean and variance. A few values that happen to be alike are no proof of a small variance: two
   * more are assumed that lie as far from the mean as zero does.
   */
  static Estimate estimate(double number, double sum, double squares) {
    if (!(number > NOTHING)) {
      return Estimate.NONE;
    }
    double mean = sum / number;
    double deviations = Math.max(0, squares - sum * mean);
    return new Estimate(mean, (deviations + DOUBT * mean * mean) / (number + DOUBT), number);
  }
}
