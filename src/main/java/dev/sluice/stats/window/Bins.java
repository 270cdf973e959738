package dev.sluice.stats.window;

import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;

/**
 * The bins that durations are counted in: each no wider than lets every duration in it be told with
 * a relative error of {@link #ACCURACY}.
 *
 * <p>They reach from 0.1 ms to an hour; shorter and longer durations go into the first and last.
 */
public final class Bins {
  /** Largest relative error of a duration. */
  public static final double ACCURACY = 0.02;

  static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(ACCURACY);

  private static final double NANOS_PER_SECOND = 1e9;

  /** The library's number of the first bin. */
  static final int FIRST = MAPPING.index(0.000_1);

  private static final int LAST = MAPPING.index(3600);

  /** How many bins there are. */
  public static final int NUMBER = LAST - FIRST + 1;

  private Bins() {}

  /** The bin of a duration, from 0. */
  public static int of(long nanos) {
    if (nanos <= 0) {
      return 0;
    }
    int index = MAPPING.index(nanos / NANOS_PER_SECOND);
    return Math.clamp(index, FIRST, LAST) - FIRST;
  }
}
