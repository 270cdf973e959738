package dev.sluice.admin;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.stats.decisions.NodeDecisions;
import dev.sluice.stats.decisions.RouteDecision;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The last decisions of the node. Used by any thread. */
public final class DecisionReports {
  private static final int USUAL = 100;
  private static final double NANOS_PER_MILLI = 1e6;

  private final NodeDecisions decisions;
  private final LongSupplier nanos;
  private final Clock clock;

  /**
   * Reports of a node.
   *
   * @param nanos the monotonic clock by which decisions are dated
   * @param clock of the day
   */
  public DecisionReports(NodeDecisions decisions, LongSupplier nanos, Clock clock) {
    this.decisions = decisions;
    this.nanos = nanos;
    this.clock = clock;
  }

  /**
   * The last decisions, the latest first.
   *
   * @param limit most of them, 1 to 1000 as text; null for 100
   * @param model configured name of the only model wanted, null for all
   * @throws FailureException when the limit is none
   */
  public Decisions latest(@Nullable String limit, @Nullable String model) {
    long nowNanos = nanos.getAsLong();
    Instant now = clock.instant();
    return new Decisions(
        decisions
            .latest(
                limit == null ? USUAL : limit(limit),
                decision -> model == null || model.equals(decision.model()))
            .stream()
            .map(decision -> shown(decision, now.minusNanos(nowNanos - decision.endedNanos())))
            .toList());
  }

  private static int limit(String text) {
    int limit;
    try {
      limit = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      limit = 0;
    }
    if (limit < 1 || limit > NodeDecisions.CAPACITY) {
      throw new FailureException(
          new Failure.BadRequest(
              "'limit' must be an integer from 1 to " + NodeDecisions.CAPACITY + ".",
              "limit",
              "invalid_value"));
    }
    return limit;
  }

  private static Decision shown(RouteDecision decision, Instant time) {
    return new Decision(
        time.toString(),
        decision.model(),
        decision.strategy().id(),
        decision.target() == null ? null : decision.target().value(),
        decision.attempts(),
        decision.outcome().id(),
        decision.durationNanos() / NANOS_PER_MILLI);
  }

  /** Decisions, the latest first. */
  public record Decisions(List<Decision> decisions) {}

  /**
   * How a request was routed.
   *
   * @param time when it ended, in ISO 8601 and UTC
   * @param target that answered, null when none did
   * @param outcome how it ended, as the label {@code result} of the metrics says it
   * @param durationMs milliseconds from the exchange's start to its end
   */
  public record Decision(
      String time,
      String model,
      String strategy,
      @Nullable String target,
      int attempts,
      String outcome,
      double durationMs) {}
}
