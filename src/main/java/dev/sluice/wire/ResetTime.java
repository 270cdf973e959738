package dev.sluice.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When a provider's limit is free again, in any form that providers write: a duration such as
 * {@code 1m30.5s} or {@code 20ms}, seconds, seconds or milliseconds since 1970, a date by RFC 3339.
 */
public final class ResetTime {
  private static final int MAX_CHARS = 64;
  private static final double NANOS = 1e9;

  /** More seconds than any wait has: the number is a date. */
  private static final double FIRST_DATE = 1e9;

  /** More seconds than any date has: the number counts milliseconds. */
  private static final double FIRST_MILLIS = 1e11;

  private final String text;
  private int at;

  private ResetTime(String text) {
    this.text = text;
  }

  /**
   * How long it is until then, from nothing to {@link RetryAfter#LONGEST}; null when the text is
   * not understood.
   *
   * @param now what time it is for the provider
   */
  public static @Nullable Duration read(String text, Instant now) {
    String bare = text.trim();
    if (bare.isEmpty() || bare.length() > MAX_CHARS) {
      return null;
    }
    Duration duration = duration(bare);
    if (duration != null) {
      return duration;
    }
    double number = new ResetTime(bare).whole();
    return Double.isNaN(number) ? date(bare, now) : number(number, now);
  }

  /**
   * The duration that the text writes with units, from nothing to {@link RetryAfter#LONGEST}; null
   * when it is none.
   */
  public static @Nullable Duration duration(String text) {
    double seconds = text.length() > MAX_CHARS ? Double.NaN : new ResetTime(text).sum();
    return Double.isNaN(seconds) ? null : seconds(seconds);
  }

  private static Duration number(double number, Instant now) {
    if (number < FIRST_DATE) {
      return seconds(number);
    }
    double since = number < FIRST_MILLIS ? number : number / 1000;
    return seconds(since - now.toEpochMilli() / 1000.0);
  }

  private static @Nullable Duration date(String text, Instant now) {
    try {
      Duration wait = Duration.between(now, OffsetDateTime.parse(text).toInstant());
      return wait.compareTo(RetryAfter.LONGEST) > 0
          ? RetryAfter.LONGEST
          : wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration seconds(double seconds) {
    double bounded = Math.clamp(seconds, 0, (double) RetryAfter.LONGEST.toSeconds());
    return Duration.ofNanos(Math.round(bounded * NANOS));
  }

  /** Sum of all numbers with their units in seconds; NaN when the text is anything else. */
  private double sum() {
    double sum = text.isEmpty() ? Double.NaN : 0;
    while (at < text.length() && !Double.isNaN(sum)) {
      double number = number();
      sum += number * unit();
    }
    return sum;
  }

  /** The number that the whole text is; NaN when it is anything else. */
  private double whole() {
    double number = number();
    return at == text.length() ? number : Double.NaN;
  }

  /** A number of digits with at most one point; NaN without a digit. */
  private double number() {
    int from = at;
    int digits = 0;
    int points = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && points == 0) {
        points++;
      } else {
        break;
      }
    }
    return digits == 0 ? Double.NaN : Double.parseDouble(text.substring(from, at));
  }

  /** Seconds of the unit that follows; NaN when none does. */
  private double unit() {
    int from = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return switch (text.substring(from, at)) {
      case "ns" -> 1e-9;
      case "us", "µs", "μs" -> 1e-6;
      case "ms" -> 1e-3;
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3600;
      case "d" -> 86_400;
      default -> Double.NaN;
    };
  }
}
