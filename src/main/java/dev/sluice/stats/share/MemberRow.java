package dev.sluice.stats.share;

import dev.sluice.stats.share.Message.Change;
import dev.sluice.stats.share.Message.Whole;
import dev.sluice.stats.window.Decay;
import dev.sluice.stats.window.Window;
import java.util.Arrays;
import java.util.List;

/**
 * What another member knows of one target: only the columns that are not 0, since there may be a
 * million of such rows. Its weights grow as {@link Decay} says. Confined to one thread at a time.
 *
 * <p>A column takes 14 bytes, and 8 more when it is a count.
 */
final class MemberRow {
  private static final int WINDOWS = Window.values().length;
  private static final int GROWTH = 8;
  private static final short[] NO_COLUMNS = {};
  private static final float[] NO_WEIGHTS = {};
  private static final long[] NO_TOTALS = {};

  /** Share of an attempt below which what is left of a bin is dropped. */
  private static final float NOTHING = 1e-6f;

  private final boolean detailed;
  private short[] columns = NO_COLUMNS;
  private float[] weights = NO_WEIGHTS;

  /** Of the first columns, which are the counts. */
  private long[] totals = NO_TOTALS;

  private int size;
  private int counts;
  private long inFlight;

  /**
   * A row in which nothing is known.
   *
   * @param detailed whether it keeps the bins of durations
   */
  MemberRow(boolean detailed) {
    this.detailed = detailed;
  }

  /** Attempts under way, as the member last told. */
  long inFlight() {
    return inFlight;
  }

  /** How many columns it has. */
  int size() {
    return size;
  }

  /** Forgets all but what is under way. */
  void forget() {
    columns = NO_COLUMNS;
    weights = NO_WEIGHTS;
    totals = NO_TOTALS;
    size = 0;
    counts = 0;
  }

  /**
   * Adds what was counted.
   *
   * @param growths weight of an attempt in each window
   * @param sums that are to be as if the row had been added to them anew
   */
  void add(Change change, double[] growths, RowSums sums) {
    sums.inFlight(change.inFlight() - inFlight);
    inFlight = change.inFlight();
    for (int read = 0; read < change.columns().length; read++) {
      int column = change.columns()[read];
      if (holds(column)) {
        double amount = change.amounts()[read];
        add(column, Math.round(amount), amount, growths, sums);
      }
    }
  }

  private void add(int column, long total, double amount, double[] growths, RowSums sums) {
    int place = place(column);
    if (column < Columns.COUNTS) {
      totals[place] += total;
      sums.total(column, total);
    }
    for (int window = 0; window < WINDOWS; window++) {
      double weighed = amount * growths[window];
      weights[place * WINDOWS + window] += (float) weighed;
      sums.add(column, window, weighed);
    }
  }

  /** Becomes what the member said of it. */
  void read(Whole whole, double[] growths) {
    forget();
    inFlight = whole.inFlight();
    for (int read = 0; read < whole.columns().length; read++) {
      int column = whole.columns()[read];
      if (holds(column)) {
        int place = place(column);
        if (column < Columns.COUNTS) {
          totals[place] = whole.totals()[read];
        }
        for (int window = 0; window < WINDOWS; window++) {
          weights[place * WINDOWS + window] =
              (float) (whole.weights()[read * WINDOWS + window] * growths[window]);
        }
      }
    }
  }

  private boolean holds(int column) {
    return detailed || column < Columns.FIRST_TOKEN;
  }

  /** Adds the row to sums of several. */
  void addTo(RowSums sums) {
    sums.inFlight(inFlight);
    for (int place = 0; place < size; place++) {
      int column = columns[place];
      if (place < counts) {
        sums.total(column, totals[place]);
      }
      for (int window = 0; window < WINDOWS; window++) {
        sums.add(column, window, weights[place * WINDOWS + window]);
      }
    }
  }

  /** The weights of a window were made smaller. */
  void multiply(int window, double factor) {
    for (int place = 0; place < size; place++) {
      weights[place * WINDOWS + window] *= (float) factor;
    }
  }

  /** Drops the bins of which next to nothing is left. */
  void prune(List<Decay> decays) {
    int kept = 0;
    for (int place = 0; place < size; place++) {
      if (columns[place] < Columns.FIRST_TOKEN || counts(place, decays)) {
        columns[kept] = columns[place];
        System.arraycopy(weights, place * WINDOWS, weights, kept * WINDOWS, WINDOWS);
        kept++;
      }
    }
    size = kept;
  }

  private boolean counts(int place, List<Decay> decays) {
    for (int window = 0; window < WINDOWS; window++) {
      if (weights[place * WINDOWS + window] > NOTHING * decays.get(window).growth()) {
        return true;
      }
    }
    return false;
  }

  /** Where the column is, which is opened when it is not there yet. */
  private int place(int column) {
    int place = Arrays.binarySearch(columns, 0, size, (short) column);
    if (place < 0) {
      place = -place - 1;
      open(place, column);
    }
    return place;
  }

  private void open(int place, int column) {
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, size + GROWTH);
      weights = Arrays.copyOf(weights, (size + GROWTH) * WINDOWS);
    }
    System.arraycopy(columns, place, columns, place + 1, size - place);
    System.arraycopy(
        weights, place * WINDOWS, weights, (place + 1) * WINDOWS, (size - place) * WINDOWS);
    columns[place] = (short) column;
    Arrays.fill(weights, place * WINDOWS, (place + 1) * WINDOWS, 0);
    size++;
    if (column < Columns.COUNTS) {
      long[] wider = new long[counts + 1];
      System.arraycopy(totals, 0, wider, 0, place);
      System.arraycopy(totals, place, wider, place + 1, counts - place);
      totals = wider;
      counts++;
    }
  }
}
