package dev.sluice.pipeline;

import dev.sluice.model.Failure;
import org.jspecify.annotations.Nullable;

/** The attempts of one exchange that are under way: one, or two while none of them has spoken. */
final class Runs {
  private @Nullable AttemptRun first;
  private @Nullable AttemptRun second;

  /** The only one, or the one that began first. */
  @Nullable AttemptRun first() {
    return first;
  }

  /** Whether there are two. */
  boolean two() {
    return second != null;
  }

  /** One is under way from now on, and no other. */
  void begin(AttemptRun run) {
    first = run;
    second = null;
  }

  /** Another one is under way beside it. */
  void join(AttemptRun run) {
    second = run;
  }

  /** Takes one out; the other one, if there is one, goes on. */
  @Nullable AttemptRun without(AttemptRun run) {
    first = run == first ? second : first;
    second = null;
    return first;
  }

  /** Keeps one alone and gives the other one, null when there was none. */
  @Nullable AttemptRun keep(AttemptRun run) {
    AttemptRun other = run == first ? second : first;
    begin(run);
    return other;
  }

  /** Whether something of an answer was sent. */
  boolean speaking() {
    return first != null && first.speaking();
  }

  void drained() {
    if (first != null) {
      first.drained();
    }
  }

  /** Gives all of them up. */
  void abandon(Failure reason) {
    AttemptRun one = first;
    AttemptRun other = second;
    if (one != null) {
      one.abandon(reason);
    }
    if (other != null) {
      other.abandon(reason);
    }
  }

  /**
   * Looks at their time bounds.
   *
   * @param due when to look again for other reasons
   * @return when to look again
   */
  long check(long now, long due) {
    AttemptRun one = first;
    AttemptRun other = second;
    long next = one == null ? due : Math.min(due, one.check(now));
    return other == null ? next : Math.min(next, other.check(now));
  }
}
