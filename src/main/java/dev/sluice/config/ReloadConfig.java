package dev.sluice.config;

import java.time.Duration;

/**
 * How a running node finds a changed configuration.
 *
 * @param watch time between two looks at the file, 100 ms to an hour; zero: it is looked at only
 *     when somebody asks
 */
public record ReloadConfig(Duration watch) {
  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofHours(1);

  public ReloadConfig {
    new Rules()
        .require(
            watch.isZero() || (watch.compareTo(LEAST) >= 0 && watch.compareTo(MOST) <= 0),
            "watch",
            "must be 0, or 100ms to 1h")
        .enforce();
  }

  /** A look at the file every two seconds. */
  public static ReloadConfig defaults() {
    return new ReloadConfig(Duration.ofSeconds(2));
  }

  /** Whether the file is looked at without anybody asking. */
  public boolean watches() {
    return !watch.isZero();
  }
}
