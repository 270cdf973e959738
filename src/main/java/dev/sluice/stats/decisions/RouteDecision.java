package dev.sluice.stats.decisions;

import dev.sluice.model.Strategy;
import dev.sluice.model.TargetId;
import dev.sluice.telemetry.OutcomeKind;
import org.jspecify.annotations.Nullable;

/**
 * How a request was routed, and what came of it.
 *
 * @param endedNanos when the exchange ended, by the node's monotonic clock
 * @param model configured name of the model that was planned, never a name that a client made up
 * @param strategy that ordered the targets
 * @param target that answered, null when none did
 * @param attempts that were made
 * @param outcome how the exchange ended
 * @param durationNanos from the exchange's start to its end
 */
public record RouteDecision(
    long endedNanos,
    String model,
    Strategy strategy,
    @Nullable TargetId target,
    int attempts,
    OutcomeKind outcome,
    long durationNanos) {}
