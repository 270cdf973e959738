package dev.sluice.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an answer's headers say of the provider's limits: how long it is until all those are free
 * again of which nothing remains.
 */
public final class RateLimits {
  private static final Limit[] LIMITS = {
    new Limit("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
    new Limit("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
    new Limit("x-ratelimit-remaining", "x-ratelimit-reset"),
    new Limit("anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"),
    new Limit("anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"),
    new Limit(
        "anthropic-ratelimit-input-tokens-remaining", "anthropic-ratelimit-input-tokens-reset"),
    new Limit(
        "anthropic-ratelimit-output-tokens-remaining", "anthropic-ratelimit-output-tokens-reset"),
  };

  private RateLimits() {}

  /**
   * The wait that the headers of a good answer ask for: the longest one of the limits that are used
   * up, null when none is.
   *
   * @param headers value of a header by its lower-case name
   * @param clock what time it is, for dates in an answer that does not say its own
   */
  public static @Nullable Duration usedUp(
      Function<String, @Nullable String> headers, InstantSource clock) {
    Duration longest = null;
    for (Limit limit : LIMITS) {
      if (nothing(headers.apply(limit.remaining))) {
        longest = RetryAfter.longest(longest, reset(limit, headers, clock));
      }
    }
    return longest;
  }

  /**
   * As {@link #usedUp}, for an answer that refuses because of a limit: one whose rest is not told
   * is then taken for used up.
   */
  public static @Nullable Duration refused(
      Function<String, @Nullable String> headers, InstantSource clock) {
    Duration longest = usedUp(headers, clock);
    for (Limit limit : LIMITS) {
      if (headers.apply(limit.remaining) == null) {
        longest = RetryAfter.longest(longest, reset(limit, headers, clock));
      }
    }
    return longest;
  }

  private static @Nullable Duration reset(
      Limit limit, Function<String, @Nullable String> headers, InstantSource clock) {
    String text = headers.apply(limit.reset);
    if (text == null) {
      return null;
    }
    Instant now = RetryAfter.now(headers.apply("date"), clock);
    return ResetTime.read(text, now);
  }

  /** Whether the number is zero, in whatever way it is written. */
  private static boolean nothing(@Nullable String remaining) {
    if (remaining == null) {
      return false;
    }
    int zeros = 0;
    for (int i = 0; i < remaining.length(); i++) {
      char c = remaining.charAt(i);
      if (c == '0') {
        zeros++;
      } else if (c != '.' && c != ' ') {
        return false;
      }
    }
    return zeros > 0;
  }

  /** Names of the two headers of a limit. */
  private record Limit(String remaining, String reset) {}
}
