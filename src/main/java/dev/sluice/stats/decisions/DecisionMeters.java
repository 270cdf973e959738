package dev.sluice.stats.decisions;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The meters of a log of decisions. */
public final class DecisionMeters implements MeterBinder {
  private final DecisionLog log;

  /** Meters that read the log's counters. */
  public DecisionMeters(DecisionLog log) {
    this.log = log;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder(MeterNames.DECISIONS_WRITTEN, log, DecisionLog::written)
        .description("Decisions written to the file.")
        .register(registry);
    FunctionCounter.builder(MeterNames.DECISIONS_DROPPED, log, DecisionLog::dropped)
        .description("Decisions that the file did not get.")
        .register(registry);
  }
}
