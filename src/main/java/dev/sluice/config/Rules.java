package dev.sluice.config;

import dev.sluice.config.InvalidSettingException.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requirements of one record, checked together so that every broken one is told at once. */
public final class Rules {
  private final List<Violation> violations = new ArrayList<>();

  /** Requires that something holds; otherwise the key, empty for the record itself, is at fault. */
  public Rules require(boolean holds, String key, String requirement) {
    if (!holds) {
      violations.add(new Violation(key, requirement));
    }
    return this;
  }

  /** Requires a number from least to most. */
  public Rules within(String key, long value, long least, long most) {
    return require(value >= least && value <= most, key, "must be %d to %d".formatted(least, most));
  }

  /** Requires a time from least to most. */
  public Rules within(String key, Duration value, Duration least, Duration most) {
    return require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        key,
        "must be %s to %s".formatted(Units.format(least), Units.format(most)));
  }

  /** Requires a number of bytes from least to most. */
  public Rules bytes(String key, long value, long least, long most) {
    return require(
        value >= least && value <= most,
        key,
        "must be %s to %s".formatted(Units.formatSize(least), Units.formatSize(most)));
  }

  /** Requires a share from 0 to 1. */
  public Rules share(String key, double value) {
    return require(value >= 0 && value <= 1, key, "must be 0 to 1");
  }

  /**
   * Ends the list.
   *
   * @throws InvalidSettingException when a requirement is broken
   */
  public void enforce() {
    if (!violations.isEmpty()) {
      throw new InvalidSettingException(violations);
    }
  }
}
