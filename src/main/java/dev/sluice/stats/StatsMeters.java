package dev.sluice.stats;

import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/**
 * The meters of what routing has learned of targets, not a number if unknown, and of how members of
 * the fleet share it. Read when scraped.
 */
public final class StatsMeters implements MeterBinder, TargetMeters {
  private final StatsBoard board;

  /** Meters of what the board knows. */
  public StatsMeters(StatsBoard board) {
    this.board = board;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    board.sharingMeters().bindTo(registry);
  }

  @Override
  public void bind(Target target, MeterRegistry registry) {
    gauge(
        registry,
        target,
        MeterNames.TARGET_SUCCESS,
        "Share of the last attempts that succeeded.",
        known -> known.attempts() > 0 ? known.successes() / known.attempts() : Double.NaN);
    gauge(
        registry,
        target,
        MeterNames.TARGET_FIRST_TOKEN_P95,
        "95th percentile of the last times to the first token.",
        known -> known.firstTokenP95() > 0 ? known.firstTokenP95() : Double.NaN);
  }

  private void gauge(
      MeterRegistry registry,
      Target target,
      String name,
      String help,
      ToDoubleFunction<TargetStatistics> read) {
    Gauge.builder(name, board, it -> read.applyAsDouble(it.snapshot().of(target.id())))
        .description(help)
        .tag(MeterNames.TARGET, target.id().value())
        .register(registry);
  }
}
