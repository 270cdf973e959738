package dev.sluice.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * What a load generator says while it works, one JSON line each.
 *
 * @param kind what has happened
 * @param report the figures of a window, null for other kinds
 */
public record LoadEvent(Kind kind, @Nullable LoadReport report) {
  /** What has happened. */
  public enum Kind {
    /** All loads run and have settled; the first window begins. */
    STEADY,
    /** A window has ended. */
    WINDOW,
    /** The command is done and its connections are closed. */
    END
  }
}
