package dev.sluice.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to wait: the longest of {@code retry-after} (seconds, decimals allowed,
 * or an HTTP date) and {@code retry-after-ms}, between nothing and {@link #LONGEST}.
 */
public final class RetryAfter {
  /** Longest wait that is understood. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final BigDecimal LONGEST_MILLIS = BigDecimal.valueOf(LONGEST.toMillis());
  private static final int MAX_CHARS = 64;

  private RetryAfter() {}

  /**
   * The wait, null when none was given or understood.
   *
   * @param headers value of a header by its lower-case name
   * @param clock what time it is, for a date in an answer that does not say its own
   */
  public static @Nullable Duration read(
      Function<String, @Nullable String> headers, InstantSource clock) {
    String plain = trimmed(headers.apply("retry-after"));
    Duration wait = number(plain, 1_000);
    if (wait == null && plain != null) {
      wait = until(plain, headers.apply("date"), clock);
    }
    return longest(wait, number(trimmed(headers.apply("retry-after-ms")), 1));
  }

  private static @Nullable String trimmed(@Nullable String value) {
    return value == null || value.length() > MAX_CHARS ? null : value.trim();
  }

  /** The longer one of two waits, either of which may be missing. */
  public static @Nullable Duration longest(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static @Nullable Duration number(@Nullable String value, int millisEach) {
    if (value == null || !value.matches("[0-9]{1,18}(\\.[0-9]*)?")) {
      return null;
    }
    BigDecimal millis = new BigDecimal(value).multiply(BigDecimal.valueOf(millisEach));
    return Duration.ofMillis(millis.min(LONGEST_MILLIS).longValue());
  }

  private static @Nullable Duration until(
      String date, @Nullable String answeredAt, InstantSource clock) {
    Instant then = instant(date);
    if (then == null) {
      return null;
    }
    Duration wait = Duration.between(now(answeredAt, clock), then);
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** What time it is for a provider: as its answer's {@code date} says, else as the clock does. */
  static Instant now(@Nullable String date, InstantSource clock) {
    Instant answered = date == null || date.length() > MAX_CHARS ? null : instant(date.trim());
    return answered == null ? clock.instant() : answered;
  }

  private static @Nullable Instant instant(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
