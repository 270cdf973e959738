package dev.sluice.stats.share;

import dev.sluice.model.TargetId;
import dev.sluice.stats.window.Cells;
import dev.sluice.stats.window.Decay;
import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Totals;
import dev.sluice.stats.window.Window;
import dev.sluice.stats.window.WindowRow;
import dev.sluice.stats.window.WindowSums;
import dev.sluice.telemetry.OutcomeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What several members know of one target, together. Confined to one thread at a time. */
final class RowSums {
  private static final OutcomeKind[] KINDS = OutcomeKind.values();

  private final List<WindowSums> windows =
      Stream.generate(WindowSums::new).limit(Window.values().length).toList();
  private final long[] totals = new long[Columns.COUNTS];
  private long inFlight;

  /** So many more attempts are under way, or fewer. */
  void inFlight(long more) {
    inFlight += more;
  }

  /** Attempts under way. */
  long inFlight() {
    return inFlight;
  }

  /** Adds to the total of a count. */
  void total(int column, long amount) {
    totals[column] += amount;
  }

  /** Adds to a column of a window. */
  void add(int column, int window, double weighed) {
    WindowSums sums = windows.get(window);
    if (column < Columns.FIRST_TOKEN) {
      sums.add(column, weighed);
    } else if (weighed > 0) {
      if (column < Columns.WHOLE) {
        sums.addFirstToken(column - Columns.FIRST_TOKEN, weighed);
      } else {
        sums.addWhole(column - Columns.WHOLE, weighed);
      }
    }
  }

  /** The weights of a window were made smaller. */
  void multiply(int window, double factor) {
    windows.get(window).multiply(factor);
  }

  /**
   * What is known now.
   *
   * @param node name of whoever knows it
   * @param age seconds over which was gathered
   */
  StatsRow row(String node, TargetId target, List<Decay> decays, double age) {
    List<WindowRow> rows =
        IntStream.range(0, windows.size())
            .mapToObj(window -> {
              Decay decay = decays.get(window);
              return windows.get(window).row(decay, decay.spanOf(age));
            })
            .toList();
    return new StatsRow(StatsRow.VERSION, node, target, inFlight, totals(), rows);
  }

  private Totals totals() {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    for (OutcomeKind kind : KINDS) {
      long ended = totals[Cells.ended(kind)];
      if (ended > 0) {
        outcomes.put(kind.id(), ended);
      }
    }
    return new Totals(
        totals[Cells.STARTED],
        outcomes,
        totals[Cells.INPUT],
        totals[Cells.CACHED],
        totals[Cells.OUTPUT],
        totals[Cells.COST]);
  }
}
