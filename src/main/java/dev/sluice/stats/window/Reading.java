package dev.sluice.stats.window;

/** What a target did between two times: sums, and durations by bin. Confined to one thread. */
public final class Reading {
  final double[] cells = new double[Cells.SIZE];
  final long[] firstToken = new long[Bins.NUMBER];
  final long[] whole = new long[Bins.NUMBER];

  /** Adds to a sum, one of {@link Cells}. */
  public void add(int cell, double amount) {
    cells[cell] += amount;
  }

  /** Adds a whole number to a sum, one of {@link Cells}; exact up to nine million billion. */
  public void count(int cell, long number) {
    cells[cell] += number;
  }

  /** Adds to the times to the first token that fell into a bin. */
  public void addFirstToken(int bin, long number) {
    firstToken[bin] += number;
  }

  /** Adds to the times to the end that fell into a bin. */
  public void addWhole(int bin, long number) {
    whole[bin] += number;
  }

  /** Times to the first token that fell into a bin. */
  public long firstToken(int bin) {
    return firstToken[bin];
  }

  /** Times to the end that fell into a bin. */
  public long whole(int bin) {
    return whole[bin];
  }

  /** A sum, one of {@link Cells}. */
  public double get(int cell) {
    return cells[cell];
  }

  /** Becomes what was added between two readings of the same counters. */
  public void between(Reading earlier, Reading later) {
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = later.cells[cell] - earlier.cells[cell];
    }
    for (int bin = 0; bin < Bins.NUMBER; bin++) {
      firstToken[bin] = later.firstToken[bin] - earlier.firstToken[bin];
      whole[bin] = later.whole[bin] - earlier.whole[bin];
    }
  }
}
