package dev.sluice.pipeline;

import dev.sluice.config.FailoverConfig;
import dev.sluice.model.Failure;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows a failed attempt, as long as nothing was sent to the client.
 *
 * <p>Another try at the same target waits: exponential back-off with full jitter, and at least as
 * long as the provider asked for. Another target is tried at once.
 */
public final class FailoverPolicy {
  /** A longer request for patience is better answered by another target. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Decision MOVE_ON = new Decision.MoveOn();
  private static final Decision GIVE_UP = new Decision.GiveUp();

  private final FailoverConfig config;
  private final RandomGenerator random;

  /** A policy with its own chance for jitter. */
  public FailoverPolicy(FailoverConfig config, RandomGenerator random) {
    this.config = config;
    this.random = random;
  }

  /**
   * What follows.
   *
   * @param failure of the last attempt
   * @param attempts made so far in this exchange
   * @param here attempts made at this target in this exchange
   * @param others targets of the plan that were not tried yet
   */
  Decision after(Failure failure, int attempts, int here, int others) {
    if (!(failure instanceof Failure.Upstream upstream) || attempts >= config.attempts()) {
      return GIVE_UP;
    }
    boolean next = config.enabled() && others > 0;
    Duration asked = retryAfter(upstream);
    boolean patient = asked == null || asked.compareTo(PATIENCE) <= 0;
    // No retry may take an attempt away from a target that was not asked yet.
    boolean spare = !next || config.attempts() - attempts > others;
    boolean helps = mayHelpHere(upstream) && here <= config.retries() && patient && spare;
    if (upstream instanceof Failure.Throttled && next) {
      return MOVE_ON;
    }
    if (helps) {
      return new Decision.RetryHere(longer(backoff(here), asked));
    }
    return next ? MOVE_ON : GIVE_UP;
  }

  private static boolean mayHelpHere(Failure.Upstream failure) {
    return switch (failure) {
      // Without the provider's word the target cools longer than a retry could wait.
      case Failure.Throttled throttled -> !throttled.spent() && throttled.retryAfter() != null;
      case Failure.Unavailable _, Failure.Unreachable _, Failure.Cut _ -> true;
      case Failure.Unauthorised _, Failure.Silent _, Failure.Garbled _ -> false;
    };
  }

  /** What the provider asked for, null when it did not. */
  static @Nullable Duration retryAfter(Failure failure) {
    return switch (failure) {
      case Failure.Throttled throttled -> throttled.retryAfter();
      case Failure.Unavailable unavailable -> unavailable.retryAfter();
      default -> null;
    };
  }

  private Duration backoff(int here) {
    long bound = config.backoff().toMillis() << Math.min(here - 1, 20);
    long capped = Math.min(bound, config.backoffMax().toMillis());
    return Duration.ofMillis(capped <= 0 ? 0 : random.nextLong(capped + 1));
  }

  private static Duration longer(Duration one, @Nullable Duration other) {
    return other == null || one.compareTo(other) >= 0 ? one : other;
  }
}
