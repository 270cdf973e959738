package dev.sluice.pipeline;

import dev.sluice.config.FailoverConfig;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Failure;
import dev.sluice.model.Reaction;
import dev.sluice.wire.Refusal;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows a failed attempt, as long as nothing was sent to the client.
 *
 * <p>Another try at the same target waits: exponential back-off with full jitter, and at least as
 * long as the provider asked for. Another target is tried at once.
 *
 * <p>A model's rules go before the usual reaction to a failure, within what can help: a silent
 * target and one that refused the request are never asked again by the same exchange, and no rule
 * goes on after a fault of the request that every target would find.
 */
public final class FailoverPolicy {
  /** A longer request for patience is better answered by another target. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String UNSUPPORTED = "unsupported_parameter";

  private static final Decision MOVE_ON = new Decision.MoveOn();
  private static final Decision GIVE_UP = new Decision.GiveUp();

  private final FailoverConfig config;
  private final RandomGenerator random;
  private final Patience patience;

  /** A policy with its own chance for jitter that learns nothing from targets. */
  public FailoverPolicy(FailoverConfig config, RandomGenerator random) {
    this(config, random, Patience.ofRules());
  }

  /** A policy with its own chance for jitter. */
  public FailoverPolicy(FailoverConfig config, RandomGenerator random, Patience patience) {
    this.config = config;
    this.random = random;
    this.patience = patience;
  }

  /** How long silence is borne. */
  Patience patience() {
    return patience;
  }

  /** Most attempts of an exchange. */
  int most(FailoverRules rules) {
    return rules.attempts() > 0 ? rules.attempts() : config.attempts();
  }

  /**
   * What follows.
   *
   * @param rules of the model that the client asked for
   * @param failure of the last attempt
   * @param progress of the exchange, that attempt included
   */
  Decision after(FailoverRules rules, Failure failure, Progress progress) {
    int most = most(rules);
    if (progress.attempts() >= most) {
      return GIVE_UP;
    }
    Decision onward = config.enabled() && progress.others() > 0 ? MOVE_ON : GIVE_UP;
    return switch (failure) {
      case Failure.Rejected rejected -> afterRefusal(rules, rejected, onward);
      // What cannot be carried to this target may be to another one.
      case Failure.BadRequest bad when UNSUPPORTED.equals(bad.code()) -> onward;
      case Failure.Client _, Failure.House _ -> GIVE_UP;
      case Failure.Upstream upstream -> {
        Reaction ruled = rules.reactions().get(upstream.kind());
        boolean here =
            ruled == null
                ? usuallyHere(upstream, progress, most, onward)
                : ruledHere(ruled, upstream, progress);
        if (here) {
          yield new Decision.RetryHere(
              longer(backoff(rules, progress.here()), asked(upstream, progress)));
        }
        yield ruled == Reaction.STOP ? GIVE_UP : onward;
      }
    };
  }

  private static Decision afterRefusal(
      FailoverRules rules, Failure.Rejected rejected, Decision onward) {
    Refusal refusal = Refusal.of(rejected);
    Reaction ruled = rules.reactions().get(refusal.id());
    return switch (refusal) {
      case CONTEXT_LENGTH -> ruled == Reaction.STOP ? GIVE_UP : onward;
      case CONTENT_FILTER -> ruled == null || ruled == Reaction.STOP ? GIVE_UP : onward;
      case OTHER -> GIVE_UP;
    };
  }

  private boolean usuallyHere(
      Failure.Upstream failure, Progress progress, int most, Decision onward) {
    boolean next = onward instanceof Decision.MoveOn;
    // No retry may take an attempt away from a target that was not asked yet.
    boolean spare = !next || most - progress.attempts() > progress.others();
    return spare
        && mayHelpHere(failure)
        && !(failure instanceof Failure.Throttled && next)
        && progress.here() <= config.retries()
        && patient(failure, progress);
  }

  private boolean ruledHere(Reaction ruled, Failure.Upstream failure, Progress progress) {
    return ruled == Reaction.RETRY
        && !(failure instanceof Failure.Silent)
        && progress.here() <= Math.max(1, config.retries())
        && patient(failure, progress);
  }

  private static boolean mayHelpHere(Failure.Upstream failure) {
    return switch (failure) {
      // Without the provider's word the target cools longer than a retry could wait.
      case Failure.Throttled throttled -> !throttled.spent() && throttled.retryAfter() != null;
      case Failure.Unavailable _, Failure.Unreachable _, Failure.Cut _ -> true;
      case Failure.Unauthorised _, Failure.Silent _, Failure.Garbled _ -> false;
    };
  }

  private static boolean patient(Failure.Upstream failure, Progress progress) {
    return asked(failure, progress).compareTo(PATIENCE) <= 0;
  }

  /** What the provider asked for by this failure or before, zero when it did not. */
  private static Duration asked(Failure.Upstream failure, Progress progress) {
    return longer(progress.cooling(), retryAfter(failure));
  }

  private static @Nullable Duration retryAfter(Failure.Upstream failure) {
    return switch (failure) {
      case Failure.Throttled throttled -> throttled.retryAfter();
      case Failure.Unavailable unavailable -> unavailable.retryAfter();
      default -> null;
    };
  }

  private Duration backoff(FailoverRules rules, int here) {
    Duration first = rules.backoff() == null ? config.backoff() : rules.backoff();
    long most = longer(first, config.backoffMax()).toMillis();
    long bound = Math.min(first.toMillis() << Math.min(here - 1, 20), most);
    return Duration.ofMillis(bound <= 0 ? 0 : random.nextLong(bound + 1));
  }

  private static Duration longer(Duration one, @Nullable Duration other) {
    return other == null || one.compareTo(other) >= 0 ? one : other;
  }
}
