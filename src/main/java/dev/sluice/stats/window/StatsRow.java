package dev.sluice.stats.window;

import dev.sluice.model.TargetId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What one node knows of one target at one time. Immutable; rows of several nodes, or of several
 * targets, merge into one.
 *
 * @param version of the shape of a row: rows of another are left out of a merge
 * @param node that measured
 * @param target that was measured
 * @param inFlight attempts under way
 * @param totals sums since the start or the last reset
 * @param windows one of each {@link Window}, in its order
 */
public record StatsRow(
    int version,
    String node,
    TargetId target,
    long inFlight,
    Totals totals,
    List<WindowRow> windows) {
  /** The shape that this code writes and reads. */
  public static final int VERSION = 1;

  public StatsRow {
    windows = List.copyOf(windows);
  }

  /** A row in which nothing is known. */
  public static StatsRow empty(String node, TargetId target) {
    List<WindowRow> windows = Arrays.stream(Window.values()).map(WindowRow::empty).toList();
    return new StatsRow(VERSION, node, target, 0, Totals.NONE, windows);
  }

  /** What the rows know together, under a name of its own. */
  public static StatsRow merge(String node, TargetId target, Collection<StatsRow> rows) {
    List<StatsRow> readable = rows.stream().filter(row -> row.version == VERSION).toList();
    List<WindowRow> windows =
        Arrays.stream(Window.values())
            .map(window ->
                WindowRow.merge(window, readable.stream().map(row -> row.in(window)).toList()))
            .toList();
    Totals totals = Totals.NONE;
    long inFlight = 0;
    for (StatsRow row : readable) {
      totals = totals.plus(row.totals);
      inFlight += row.inFlight;
    }
    return new StatsRow(VERSION, node, target, inFlight, totals, windows);
  }

  /** What is known in a window. */
  public WindowRow in(Window window) {
    for (WindowRow row : windows) {
      if (row.window() == window) {
        return row;
      }
    }
    throw new IllegalStateException("a row has all windows");
  }
}
