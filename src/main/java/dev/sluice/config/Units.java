package dev.sluice.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations and sizes as they are written in the configuration. */
public final class Units {
  /** What a duration looks like, in words. */
  public static final String DURATION_RULE = "must be a duration such as 250ms, 5s, 2m or 1h";

  /** What a size looks like, in words. */
  public static final String SIZE_RULE = "must be a size such as 512B, 64KiB or 32MiB, below 2GiB";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");

  private Units() {}

  /** The duration, null when the text is none. A zero needs no unit. */
  public static @Nullable Duration duration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** The number of bytes, null when the text is no size or none that fits an int. */
  public static @Nullable Integer size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int shift =
        switch (matcher.group(2)) {
          case "B" -> 0;
          case "KiB" -> 10;
          case "MiB" -> 20;
          default -> 30;
        };
    long bytes = Long.parseLong(matcher.group(1)) << shift;
    return bytes <= Integer.MAX_VALUE ? (Integer) (int) bytes : null;
  }

  /** The duration with the largest unit that needs no fraction. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
  }

  /** The number of bytes with the largest unit that needs no fraction. */
  public static String formatSize(long bytes) {
    if (bytes == 0 || bytes % 1024 != 0) {
      return bytes + "B";
    }
    if (bytes % (1024 * 1024) != 0) {
      return bytes / 1024 + "KiB";
    }
    return bytes % (1024 * 1024 * 1024) == 0
        ? bytes / (1024 * 1024 * 1024) + "GiB"
        : bytes / (1024 * 1024) + "MiB";
  }
}
