package dev.sluice.stats.window;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.Store;

/** What a target did in one window, weighed as {@link Decay} says. Confined to one thread. */
public final class WindowSums {
  /** Share of an attempt below which what is left of a bin is dropped. */
  private static final double NOTHING = 1e-6;

  private final double[] cells = new double[Cells.SIZE];
  private DDSketch firstToken = Sketch.open();
  private DDSketch whole = Sketch.open();
  private Sketch firstTokenShown = Sketch.EMPTY;
  private Sketch wholeShown = Sketch.EMPTY;
  private boolean changed;

  /** Adds what happened, with a weight. */
  public void add(Reading happened, double weight) {
    for (int cell = 0; cell < Cells.SIZE; cell++) {
      cells[cell] += happened.cells[cell] * weight;
    }
    add(happened.firstToken, weight, firstToken.getPositiveValueStore());
    add(happened.whole, weight, whole.getPositiveValueStore());
    changed = true;
  }

  private static void add(long[] numbers, double weight, Store into) {
    for (int bin = 0; bin < numbers.length; bin++) {
      if (numbers[bin] != 0) {
        into.add(Bins.FIRST + bin, numbers[bin] * weight);
      }
    }
  }

  /** Adds to a sum, one of {@link Cells}, what is weighed already. */
  public void add(int cell, double weighed) {
    cells[cell] += weighed;
    changed = true;
  }

  /** Adds to the times to the first token of a bin what is weighed already. */
  public void addFirstToken(int bin, double weighed) {
    firstToken.getPositiveValueStore().add(Bins.FIRST + bin, weighed);
    changed = true;
  }

  /** Adds to the times to the end of a bin what is weighed already. */
  public void addWhole(int bin, double weighed) {
    whole.getPositiveValueStore().add(Bins.FIRST + bin, weighed);
    changed = true;
  }

  /** Multiplies everything; what is next to nothing then is dropped. */
  public void multiply(double factor) {
    for (int cell = 0; cell < Cells.SIZE; cell++) {
      cells[cell] *= factor;
    }
    firstToken = multiplied(firstToken, factor);
    whole = multiplied(whole, factor);
    changed = true;
  }

  private static DDSketch multiplied(DDSketch sketch, double factor) {
    DDSketch less = Sketch.open();
    Store into = less.getPositiveValueStore();
    sketch
        .getPositiveValueStore()
        .forEach((index, count) -> {
          if (count * factor > NOTHING) {
            into.add(index, count * factor);
          }
        });
    return less;
  }

  /** What is known now. */
  public WindowRow row(Decay decay) {
    return row(decay, decay.span());
  }

  /**
   * What is known now.
   *
   * @param span of what was gathered, when others began to gather earlier, see {@link Decay#span}
   */
  public WindowRow row(Decay decay, double span) {
    double scale = 1 / decay.growth();
    if (changed) {
      firstTokenShown = Sketch.copyOf(firstToken, scale);
      wholeShown = Sketch.copyOf(whole, scale);
      changed = false;
    }
    double[] scaled = new double[Cells.SIZE];
    for (int cell = 0; cell < Cells.SIZE; cell++) {
      scaled[cell] = cells[cell] * scale;
    }
    return new WindowRow(
        decay.window(), span, scaled, firstTokenShown.scaledTo(scale), wholeShown.scaledTo(scale));
  }
}
