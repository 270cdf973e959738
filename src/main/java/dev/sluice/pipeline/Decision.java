package dev.sluice.pipeline;

import java.time.Duration;

/** What follows a failed attempt. */
sealed interface Decision {
  /** The same target again, after a delay. */
  record RetryHere(Duration delay) implements Decision {}

  /** The next target of the plan, at once. */
  record MoveOn() implements Decision {}

  /** The failure goes to the client. */
  record GiveUp() implements Decision {}
}
