package dev.sluice.stats.share;

import dev.sluice.model.TargetId;
import dev.sluice.stats.window.Bins;
import dev.sluice.stats.window.Cells;
import dev.sluice.stats.window.Reading;
import dev.sluice.stats.window.Sketch;
import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Totals;
import dev.sluice.stats.window.Window;
import dev.sluice.stats.window.WindowRow;
import dev.sluice.telemetry.OutcomeKind;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes rows of messages, as {@link MessageReader} reads them. Confined to one thread. */
final class RowWriter {
  private static final OutcomeKind[] KINDS = OutcomeKind.values();
  private static final int WINDOWS = Window.values().length;

  /** Share of an attempt below which what is left of a bin is not told. */
  private static final double NOTHING = 1e-6;

  private final Encoder row = new Encoder();
  private final long[] totals = new long[Cells.SIZE];
  private final double[][] bins = new double[WINDOWS][Bins.NUMBER];

  /**
   * What was counted of a target.
   *
   * @param name null when it has been told before
   */
  void change(Encoder out, int number, @Nullable TargetId name, long inFlight, Reading difference) {
    row.clear();
    row.number(2L * number + (name == null ? 0 : 1));
    if (name != null) {
      row.text(name.value());
    }
    row.number(inFlight);
    cells(difference);
    bins(difference::firstToken);
    bins(difference::whole);
    close(out);
  }

  private void cells(Reading difference) {
    long bits = 0;
    for (int bit = 0; bit < Columns.BITS; bit++) {
      int cell = Columns.cell(bit);
      if (cell >= 0 && difference.get(cell) > 0) {
        bits |= 1L << bit;
      }
    }
    row.number(bits);
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      double amount = difference.get(Columns.cell(bit));
      if (Columns.real(bit)) {
        row.real(amount);
      } else {
        row.number(Math.round(amount));
      }
    }
  }

  private void bins(IntToLongFunction numbers) {
    int filled = 0;
    for (int bin = 0; bin < Bins.NUMBER; bin++) {
      filled += numbers.applyAsLong(bin) > 0 ? 1 : 0;
    }
    row.number(filled);
    int next = 0;
    for (int bin = 0; filled > 0; bin++) {
      long number = numbers.applyAsLong(bin);
      if (number > 0) {
        row.number(bin - next);
        row.number(number);
        next = bin + 1;
        filled--;
      }
    }
  }

  /** All that is known of a target. */
  void whole(Encoder out, int number, TargetId name, long inFlight, StatsRow known) {
    row.clear();
    row.number(number);
    row.text(name.value());
    row.number(inFlight);
    read(known.totals());
    long bits = 0;
    for (int bit = 0; bit < Columns.BITS; bit++) {
      int cell = Columns.cell(bit);
      if (cell >= 0 && (totals[cell] > 0 || known.in(Window.HOUR).sum(cell) > 0)) {
        bits |= 1L << bit;
      }
    }
    row.number(bits);
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      int cell = Columns.cell(bit);
      if (Columns.counted(bit)) {
        row.number(totals[cell]);
      }
      known.windows().forEach(window -> row.real(window.sum(cell)));
    }
    weighedBins(known, true);
    weighedBins(known, false);
    close(out);
  }

  private void read(Totals known) {
    totals[Cells.STARTED] = known.requests();
    totals[Cells.INPUT] = known.tokensIn();
    totals[Cells.CACHED] = known.tokensCached();
    totals[Cells.OUTPUT] = known.tokensOut();
    totals[Cells.COST] = known.costNanos();
    for (OutcomeKind kind : KINDS) {
      totals[Cells.ended(kind)] = known.outcomes().getOrDefault(kind.id(), 0L);
    }
  }

  private void weighedBins(StatsRow known, boolean firstToken) {
    for (int window = 0; window < WINDOWS; window++) {
      double[] into = bins[window];
      Arrays.fill(into, 0);
      WindowRow of = known.windows().get(window);
      Sketch sketch = firstToken ? of.firstToken() : of.whole();
      sketch.each((bin, weight) -> into[bin] = weight);
    }
    int filled = 0;
    for (int bin = 0; bin < Bins.NUMBER; bin++) {
      filled += told(bin) ? 1 : 0;
    }
    row.number(filled);
    int next = 0;
    for (int bin = 0; filled > 0; bin++) {
      if (told(bin)) {
        row.number(bin - next);
        for (double[] window : bins) {
          row.real(window[bin]);
        }
        next = bin + 1;
        filled--;
      }
    }
  }

  /** The longest window holds most of what the others hold. */
  private boolean told(int bin) {
    return bins[WINDOWS - 1][bin] > NOTHING;
  }

  private void close(Encoder out) {
    out.number(row.length());
    out.append(row);
  }
}
