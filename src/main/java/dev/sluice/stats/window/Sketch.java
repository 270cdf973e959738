package dev.sluice.stats.window;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.Store;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.util.Collection;
import java.util.List;

/**
 * A distribution of durations in which older ones count less: quantiles with a relative error of
 * {@link Bins#ACCURACY}. Immutable.
 */
public final class Sketch {
  /** Of nothing. */
  public static final Sketch EMPTY = new Sketch(open(), 0, 1);

  private static final int GROWTH = 64;

  private final DDSketch bins;
  private final double count;
  private final double scale;

  /**
   * A distribution.
   *
   * @param bins never changed from here on
   * @param count sum of the weights in it
   * @param scale what each weight in it is to be multiplied with
   */
  private Sketch(DDSketch bins, double count, double scale) {
    this.bins = bins;
    this.count = count;
    this.scale = scale;
  }

  /** A sketch to write to, in the bins that all share. */
  static DDSketch open() {
    return new DDSketch(Bins.MAPPING, () -> new UnboundedSizeDenseStore(GROWTH));
  }

  /** What the sketch holds now, with its weights multiplied. */
  static Sketch copyOf(DDSketch sketch, double scale) {
    return new Sketch(sketch.copy(), sketch.getCount(), scale);
  }

  /** The same durations with other weights. */
  Sketch scaledTo(double otherScale) {
    return new Sketch(bins, count, otherScale);
  }

  /** All distributions in one: the same as if one had counted all durations. */
  public static Sketch merge(Collection<Sketch> sketches) {
    List<Sketch> filled = sketches.stream().filter(sketch -> sketch.count > 0).toList();
    return filled.size() == 1 ? filled.getFirst() : sum(filled);
  }

  private static Sketch sum(List<Sketch> sketches) {
    DDSketch sum = open();
    Store into = sum.getPositiveValueStore();
    for (Sketch sketch : sketches) {
      sketch
          .bins
          .getPositiveValueStore()
          .forEach((index, count) -> into.add(index, count * sketch.scale));
    }
    return new Sketch(sum, sum.getCount(), 1);
  }

  /** How many durations it rests on, older ones counting less. */
  public double weight() {
    return count * scale;
  }

  /** Tells the weight of each bin that has any, from the shortest durations up. */
  public void each(Bin reader) {
    bins.getPositiveValueStore()
        .forEach((index, weight) -> reader.read(index - Bins.FIRST, weight * scale));
  }

  /**
   * A duration that the share of them does not exceed, in seconds; 0 when there are none.
   *
   * @param share 0 to 1
   */
  public double quantile(double share) {
    Walk walk = new Walk(share * count);
    bins.getPositiveValueStore().forEach(walk::pass);
    return walk.passed() ? Bins.MAPPING.value(walk.reached) : 0;
  }

  /** Reads the weight of a bin. */
  @FunctionalInterface
  public interface Bin {
    /**
     * A bin that has weight.
     *
     * @param bin from 0, one of {@link Bins}
     * @param weight of the durations in it, older ones counting less
     */
    void read(int bin, double weight);
  }

  /** Goes up the bins until so much weight lies behind. The library's own walk counts in ones. */
  private static final class Walk {
    /** What adding in another order may change. */
    private static final double ROUNDING = 1e-9;

    private final double wanted;
    private double behind;
    private int reached = Integer.MIN_VALUE;

    Walk(double wanted) {
      this.wanted = wanted * (1 - ROUNDING);
    }

    void pass(int index, double count) {
      if (count > 0 && (behind < wanted || !passed())) {
        reached = index;
        behind += count;
      }
    }

    boolean passed() {
      return reached != Integer.MIN_VALUE;
    }
  }
}
