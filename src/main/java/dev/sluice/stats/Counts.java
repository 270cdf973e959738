package dev.sluice.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A row of counters with one writing thread and any number of reading ones.
 *
 * <p>Opaque access costs the writer no fence: a reader sees each cell untorn and soon, and nothing
 * about the order between cells. Padding keeps rows of different lanes off a common cache line.
 */
final class Counts {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /** Longs of a pair of cache lines, which processors fetch together. */
  private static final int PADDING = 16;

  private final long[] cells;

  Counts(int size) {
    cells = new long[size + 2 * PADDING];
  }

  /** Adds to a cell. Only the writing thread may call it. */
  void add(int cell, long amount) {
    int at = cell + PADDING;
    CELL.setOpaque(cells, at, (long) CELL.getOpaque(cells, at) + amount);
  }

  /** Replaces a cell. Only the writing thread may call it. */
  void set(int cell, long value) {
    CELL.setOpaque(cells, cell + PADDING, value);
  }

  /** Adds to a cell that holds the bits of a double. Only the writing thread may call it. */
  void add(int cell, double amount) {
    int at = cell + PADDING;
    double sum = Double.longBitsToDouble((long) CELL.getOpaque(cells, at)) + amount;
    CELL.setOpaque(cells, at, Double.doubleToRawLongBits(sum));
  }

  /** Copies all cells; those of an array that is as long as the row. */
  void copy(long[] into) {
    for (int cell = 0; cell < into.length; cell++) {
      into[cell] = (long) CELL.getOpaque(cells, cell + PADDING);
    }
  }

  long get(int cell) {
    return (long) CELL.getOpaque(cells, cell + PADDING);
  }
}
