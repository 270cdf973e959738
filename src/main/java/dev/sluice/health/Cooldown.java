package dev.sluice.health;

import dev.sluice.model.Failure;
import java.time.Duration;

/**
 * How long a throttling target is left alone. Pure; not thread-safe.
 *
 * <p>The provider's own word stands, the longest one if there are several, up to a bound. Without
 * one, it is a second, doubled each time the target throttles again after its cooldown, up to half
 * a minute; a success in between starts anew.
 */
final class Cooldown {
  /** Bound of a provider's word: a misprint must not take a target away for days. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Duration FIRST_GUESS = Duration.ofSeconds(1);
  private static final Duration LONGEST_GUESS = Duration.ofSeconds(30);

  /** A pause of the provider's that grows by more is news. */
  private static final long MUCH = Duration.ofMillis(500).toNanos();

  private long until;
  private long asked;
  private long told;
  private int guesses;

  /** When it ends, in nanoseconds of the clock; 0 or past when there is none. */
  long until() {
    return until;
  }

  /** When the pause ends that the provider itself asked for; 0 or past when it did not. */
  long asked() {
    return asked;
  }

  /** Whether the next guess would be longer than the first. */
  boolean grown() {
    return guesses > 0;
  }

  /** Whether the provider's pause ends much later than at the last call. */
  boolean grew() {
    if (asked <= told + MUCH) {
      return false;
    }
    told = asked;
    return true;
  }

  /** The target throttled. */
  void throttled(long now, Failure.Throttled failure) {
    if (failure.retryAfter() != null) {
      obey(now, failure.retryAfter());
    } else if (failure.spent()) {
      obey(now, LONGEST);
    } else {
      guess(now);
    }
  }

  /** The provider named a time. */
  void obey(long now, Duration word) {
    if (word.isPositive()) {
      Duration bounded = word.compareTo(LONGEST) > 0 ? LONGEST : word;
      asked = Math.max(asked, now + bounded.toNanos());
      until = Math.max(until, asked);
    }
  }

  /** The provider named none. Attempts that were under way already do not lengthen the guess. */
  void guess(long now) {
    if (until > now) {
      return;
    }
    Duration guess = FIRST_GUESS.multipliedBy(1L << Math.min(guesses, 5));
    guesses++;
    until = now + (guess.compareTo(LONGEST_GUESS) > 0 ? LONGEST_GUESS : guess).toNanos();
  }

  /** A success; it counts once the cooldown is over. */
  void succeeded(long now) {
    if (until <= now) {
      until = 0;
      guesses = 0;
    }
  }
}
