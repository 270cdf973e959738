package dev.sluice.stats.window;

import java.util.Collection;
import java.util.List;

/** What is known of a target in one window at one time. Immutable. */
public final class WindowRow {
  private final Window window;
  private final double span;
  private final double[] cells;
  private final Sketch firstToken;
  private final Sketch whole;

  WindowRow(Window window, double span, double[] cells, Sketch firstToken, Sketch whole) {
    this.window = window;
    this.span = span;
    this.cells = cells;
    this.firstToken = firstToken;
    this.whole = whole;
  }

  /** Nothing is known. */
  public static WindowRow empty(Window window) {
    return new WindowRow(window, 1, new double[Cells.SIZE], Sketch.EMPTY, Sketch.EMPTY);
  }

  /** All rows of a window in one, as of the one that covers most time. */
  public static WindowRow merge(Window window, Collection<WindowRow> rows) {
    double span = 1;
    double[] sum = new double[Cells.SIZE];
    for (WindowRow row : rows) {
      span = Math.max(span, row.span);
      for (int cell = 0; cell < Cells.SIZE; cell++) {
        sum[cell] += row.cells[cell];
      }
    }
    List<Sketch> first = rows.stream().map(WindowRow::firstToken).toList();
    List<Sketch> whole = rows.stream().map(WindowRow::whole).toList();
    return new WindowRow(window, span, sum, Sketch.merge(first), Sketch.merge(whole));
  }

  /** The window. */
  public Window window() {
    return window;
  }

  /** A sum of {@link Cells}, older attempts counting less. */
  public double sum(int cell) {
    return cells[cell];
  }

  /** A sum of {@link Cells} a second. */
  public double rate(int cell) {
    return cells[cell] / span;
  }

  /** Attempts that succeeded or failed by the target's fault, older ones counting less. */
  public double attempts() {
    return cells[Cells.SUCCESSES] + cells[Cells.FAILURES];
  }

  /** Times to the first token. */
  public Sketch firstToken() {
    return firstToken;
  }

  /** Times to the end. */
  public Sketch whole() {
    return whole;
  }
}
