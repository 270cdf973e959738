package dev.sluice.stats.view;

import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Totals;
import java.util.List;

/**
 * What was measured of a target, or of several together.
 *
 * @param inFlight attempts under way now
 * @param totals since the node's start or the last reset
 * @param windows of 1, 5 and 60 minutes
 */
public record Measured(long inFlight, Totals totals, List<WindowView> windows) {
  public Measured {
    windows = List.copyOf(windows);
  }

  /**
   * What a row says.
   *
   * @param inFlight attempts under way now
   */
  public static Measured of(StatsRow row, long inFlight) {
    return new Measured(
        inFlight, row.totals(), row.windows().stream().map(WindowView::of).toList());
  }

  /**
   * What happened in a window.
   *
   * @throws IllegalArgumentException when no window has that length
   */
  public WindowView in(int minutes) {
    return windows.stream()
        .filter(window -> window.minutes() == minutes)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no window of " + minutes + " minutes"));
  }
}
