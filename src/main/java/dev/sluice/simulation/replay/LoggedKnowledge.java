package dev.sluice.simulation.replay;

import dev.sluice.model.Decision;
import dev.sluice.model.Decision.Option;
import dev.sluice.model.Estimate;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Explanation;
import dev.sluice.model.Objective;
import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.routing.Availability;
import dev.sluice.routing.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What the router knew when it made the decision that is being replayed. A target that is no option
 * of the decision was not fit.
 */
final class LoggedKnowledge implements Availability, Statistics {
  /** Values that an estimate rests on, where the log says only how uncertain it is. */
  private static final double WEIGHT = 100;

  private static final double MOST_ATTEMPTS = 1e6;

  private @Nullable Decision decision;

  void recall(Decision next) {
    decision = next;
  }

  @Override
  public @Nullable Exclusion exclusion(Target target) {
    return option(target) == null ? Exclusion.UNHEALTHY : null;
  }

  @Override
  public double warmth(Target target) {
    Option option = option(target);
    return option == null ? 1 : option.warmth();
  }

  @Override
  public TargetStatistics of(Target target) {
    Option option = option(target);
    if (option == null) {
      return TargetStatistics.NONE;
    }
    double attempts = attempts(option);
    double success = option.value(Objective.SUCCESS.id());
    double cached = option.value(Decision.CACHED_SHARE);
    return new TargetStatistics(
        attempts,
        attempts == 0 ? 0 : attempts * success,
        estimate(option, Objective.LATENCY.id()),
        Estimate.NONE,
        estimate(option, Objective.THROUGHPUT.id()),
        estimate(option, Decision.OUTPUT_TOKENS),
        Double.isNaN(cached) ? 0 : cached,
        0);
  }

  @Override
  public int inFlight(Target target) {
    Option option = option(target);
    return option == null ? 0 : option.inFlight();
  }

  @Override
  public double peakFirstToken(Target target) {
    Option option = option(target);
    double peak = option == null ? 0 : option.value(Decision.PEAK_LATENCY);
    return Double.isNaN(peak) ? 0 : peak;
  }

  private @Nullable Option option(Target target) {
    return decision == null ? null : decision.option(target.id());
  }

  private static Estimate estimate(Option option, String name) {
    Explanation.Value value = option.values().get(name);
    if (value == null || !Double.isFinite(value.value())) {
      return Estimate.NONE;
    }
    double variance = value.uncertainty() * value.uncertainty() * WEIGHT;
    return new Estimate(value.value(), variance, WEIGHT);
  }

  /** As many attempts as make the success rate as uncertain as the log says. */
  private static double attempts(Option option) {
    Explanation.Value value = option.values().get(Objective.SUCCESS.id());
    if (value == null || !Double.isFinite(value.value())) {
      return 0;
    }
    double variance = value.uncertainty() * value.uncertainty();
    double spread = value.value() * (1 - value.value());
    return variance > 0 && spread > 0 ? Math.clamp(spread / variance, 1, MOST_ATTEMPTS) : WEIGHT;
  }
}
