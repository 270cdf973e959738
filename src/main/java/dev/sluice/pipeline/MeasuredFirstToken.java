package dev.sluice.pipeline;

import dev.sluice.model.Estimate;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.routing.Statistics;

/**
 * The bound that a target set itself: the 95th percentile of its own times.
 *
 * <p>For whole answers, of which no percentile is kept, it is that of a normal distribution with
 * the measured mean and variance. Less than {@link #LEAST_ATTEMPTS} attempts tell nothing.
 */
public final class MeasuredFirstToken implements FirstTokenBound {
  /** Fewest attempts that a bound is drawn from. */
  static final int LEAST_ATTEMPTS = 20;

  private static final double DEVIATIONS_OF_P95 = 1.645;
  private static final double NANOS = 1e9;

  private final Statistics statistics;

  /** A bound drawn from the statistics. */
  public MeasuredFirstToken(Statistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public long nanos(Target target, boolean stream) {
    TargetStatistics known = statistics.of(target);
    if (known.attempts() < LEAST_ATTEMPTS) {
      return 0;
    }
    return Math.round(NANOS * (stream ? known.firstTokenP95() : p95(known.whole())));
  }

  private static double p95(Estimate whole) {
    return whole.known() ? whole.mean() + DEVIATIONS_OF_P95 * Math.sqrt(whole.variance()) : 0;
  }
}
