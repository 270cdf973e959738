package dev.sluice.stats;

import dev.sluice.telemetry.MeterNames;
import dev.sluice.telemetry.OutcomeKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToLongFunction;

/** The meters of rescues, hedging and mirroring. */
public final class DetourMeters implements MeterBinder {
  /** The faults of a target, after any of which a stream may be rescued. */
  private static final List<OutcomeKind> CAUSES =
      List.of(
          OutcomeKind.CUT,
          OutcomeKind.SILENT,
          OutcomeKind.GARBLED,
          OutcomeKind.UNAVAILABLE,
          OutcomeKind.THROTTLED,
          OutcomeKind.UNAUTHORISED);

  private final NodeStats stats;

  /** Meters that read the node's statistics. */
  public DetourMeters(NodeStats stats) {
    this.stats = stats;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (OutcomeKind cause : CAUSES) {
      Tags tags = Tags.of(MeterNames.CAUSE, cause.id());
      bind(
          registry,
          MeterNames.RESCUES,
          "Attempts to go on with a broken stream.",
          tags,
          detours -> detours.rescues(cause));
      bind(
          registry,
          MeterNames.RESCUES_COMPLETED,
          "Broken streams that ended as complete answers.",
          tags,
          detours -> detours.rescuesCompleted(cause));
    }
    bind(registry, MeterNames.HEDGES, "Second targets asked.", DetourStats::hedges);
    bind(
        registry,
        MeterNames.HEDGES_WON,
        "Second targets that answered first.",
        DetourStats::hedgesWon);
    bind(
        registry,
        MeterNames.HEDGES_REFUSED,
        "Second targets that the budget refused.",
        DetourStats::hedgesRefused);
    bind(registry, MeterNames.MIRRORS, "Copies of requests sent.", DetourStats::mirrors);
    bind(
        registry,
        MeterNames.MIRRORS_SKIPPED,
        "Copies of requests wanted and not sent.",
        DetourStats::mirrorsSkipped);
  }

  private void bind(
      MeterRegistry registry, String name, String help, ToLongFunction<DetourStats> read) {
    bind(registry, name, help, Tags.empty(), read);
  }

  private void bind(
      MeterRegistry registry,
      String name,
      String help,
      Tags tags,
      ToLongFunction<DetourStats> read) {
    FunctionCounter.builder(name, stats, node -> node.sum(lane -> read.applyAsLong(lane.detours())))
        .description(help)
        .tags(tags)
        .register(registry);
  }
}
