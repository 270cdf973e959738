package dev.sluice.health;

import dev.sluice.model.TargetId;
import java.time.Duration;

/**
 * What one member holds against a target, or says for it, of its own knowledge. Times are what is
 * left of them, so that the members' clocks need not agree.
 *
 * @param target which
 * @param breaker of the member
 * @param open what is left of the breaker's open time, zero unless it is open
 * @param cooling what is left of the pause that the provider asked the member for, zero for none
 * @param down whether the member's probes found it down
 * @param tried how long the member still vouches that its attempts succeed, zero when it does not
 * @param answered how long it still vouches that the target answers it, zero when it does not
 */
record Opinion(
    TargetId target,
    BreakerState breaker,
    Duration open,
    Duration cooling,
    boolean down,
    Duration tried,
    Duration answered) {

  /** Nothing to say. */
  static Opinion none(TargetId target) {
    return new Opinion(
        target,
        BreakerState.CLOSED,
        Duration.ZERO,
        Duration.ZERO,
        false,
        Duration.ZERO,
        Duration.ZERO);
  }

  /** Whether it says nothing. */
  boolean silent() {
    return breaker == BreakerState.CLOSED
        && !down
        && cooling.isZero()
        && tried.isZero()
        && answered.isZero();
  }
}
