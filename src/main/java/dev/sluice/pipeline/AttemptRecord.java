package dev.sluice.pipeline;

import dev.sluice.health.TargetHealth;
import dev.sluice.limit.TargetCaps;
import dev.sluice.model.Outcome;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import dev.sluice.model.Usage;
import dev.sluice.stats.TargetCounters;
import dev.sluice.telemetry.OutcomeKind;
import dev.sluice.wire.RateLimits;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Tells health, caps and statistics what came of an attempt. */
final class AttemptRecord {
  private static final InstantSource CLOCK = InstantSource.system();

  private final TargetHealth health;
  private final TargetCounters counters;
  private final TargetCaps caps;
  private final long reserved;
  private final @Nullable Price price;
  private long firstByte;

  /** An attempt at a target without caps. */
  AttemptRecord(Target target, TargetHealth health, TargetCounters counters) {
    this(target, health, counters, TargetCaps.NONE, 0);
  }

  /**
   * An attempt that was admitted by the target's health and caps and begins now.
   *
   * @param reserved tokens, as the caps said
   */
  AttemptRecord(
      Target target, TargetHealth health, TargetCounters counters, TargetCaps caps, long reserved) {
    this.health = health;
    this.counters = counters;
    this.caps = caps;
    this.reserved = reserved;
    this.price = target.price();
    counters.started();
  }

  /** The first byte for the client came after so many nanoseconds. */
  void firstByte(long nanos) {
    firstByte = nanos;
    counters.firstByte(nanos);
  }

  /** The provider began to answer: limits that are used up with it cool the target. */
  void limits(MultiMap headers) {
    Duration wait = RateLimits.usedUp(name -> headers.get(name), CLOCK);
    if (wait != null) {
      health.coolFor(wait);
    }
  }

  /**
   * Settles the attempt. Exactly once.
   *
   * @param usage null when the provider did not say
   */
  void settle(Outcome outcome, long nanos, @Nullable Usage usage) {
    counters.ended(OutcomeKind.of(outcome), nanos);
    caps.leave(reserved, used(outcome, usage));
    if (usage != null) {
      count(usage);
    }
    switch (outcome) {
      case Outcome.Completed _ -> {
        health.succeeded();
        counters.succeeded(firstByte, nanos, usage);
      }
      case Outcome.Failed failed -> {
        health.failed(failed.failure());
        counters.failed(nanos);
      }
      case Outcome.Refused _, Outcome.Abandoned _ -> health.ignored();
    }
  }

  /** Tokens that count for the caps: without an answer that began, nothing was used. */
  private long used(Outcome outcome, @Nullable Usage usage) {
    if (usage != null) {
      return usage.inputTotal() + usage.outputTotal();
    }
    boolean begun = firstByte > 0 || outcome instanceof Outcome.Completed;
    return begun ? TargetCaps.UNKNOWN : 0;
  }

  /** Adds an estimate of what the settled attempt used, for which there was no usage. */
  void estimated(Usage usage) {
    count(usage);
  }

  private void count(Usage usage) {
    counters.used(usage);
    if (price != null) {
      counters.spent(price.cost(usage));
    }
  }
}
