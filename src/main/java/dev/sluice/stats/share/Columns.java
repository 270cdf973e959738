package dev.sluice.stats.share;

import dev.sluice.stats.window.Bins;
import dev.sluice.stats.window.Cells;
import dev.sluice.telemetry.OutcomeKind;
import java.util.Arrays;

/**
 * Everything that is counted of a target, in one line: the cells, the bins of the times to the
 * first token, those of the times to the end.
 *
 * <p>Members of different releases may have other cells, so in messages a cell goes by its bit:
 * plain sums from 0, what attempts taught from 5, outcomes from 21. A bit never changes its
 * meaning.
 */
final class Columns {
  /** Columns that are counted in whole numbers from the start on. */
  static final int COUNTS = Cells.LESSONS;

  /** The first bin of the times to the first token. */
  static final int FIRST_TOKEN = Cells.SIZE;

  /** The first bin of the times to the end. */
  static final int WHOLE = FIRST_TOKEN + Bins.NUMBER;

  /** How many columns there are. */
  static final int NUMBER = WHOLE + Bins.NUMBER;

  /** Bits that a message may use; fewer than a long has, so that no set of them is negative. */
  static final int BITS = 63;

  private static final int PLAIN = 5;
  private static final int LESSONS = Cells.SIZE - Cells.LESSONS;
  private static final int OUTCOMES = PLAIN + LESSONS;

  /** Sums of seconds, of paces, and of any squares: they are no whole numbers, or large ones. */
  private static final int[] REALS = {
    Cells.FIRST_TOKEN + 1,
    Cells.FIRST_TOKEN + 2,
    Cells.WHOLE + 1,
    Cells.WHOLE + 2,
    Cells.THROUGHPUT + 1,
    Cells.THROUGHPUT + 2,
    Cells.ANSWER + 2
  };

  private static final int UNKNOWN = -1;
  private static final int[] CELLS = cells();
  private static final boolean[] REAL = reals();

  private Columns() {}

  /** The cell of a bit; negative when this release knows none. */
  static int cell(int bit) {
    return CELLS[bit];
  }

  /** Whether the cell of a bit has a total, also when this release does not know the cell. */
  static boolean counted(int bit) {
    return bit < PLAIN || bit >= OUTCOMES;
  }

  /** Whether the cell of a bit is written as a floating number. */
  static boolean real(int bit) {
    return REAL[bit];
  }

  private static int[] cells() {
    int[] cells = new int[BITS];
    Arrays.fill(cells, UNKNOWN);
    cells[0] = Cells.STARTED;
    cells[1] = Cells.INPUT;
    cells[2] = Cells.CACHED;
    cells[3] = Cells.OUTPUT;
    cells[4] = Cells.COST;
    for (int lesson = 0; lesson < LESSONS; lesson++) {
      cells[PLAIN + lesson] = Cells.LESSONS + lesson;
    }
    for (OutcomeKind kind : OutcomeKind.values()) {
      cells[OUTCOMES + code(kind)] = Cells.ended(kind);
    }
    return cells;
  }

  private static boolean[] reals() {
    boolean[] reals = new boolean[BITS];
    for (int bit = 0; bit < BITS; bit++) {
      int cell = CELLS[bit];
      reals[bit] = Arrays.stream(REALS).anyMatch(real -> real == cell);
    }
    return reals;
  }

  /** Number of an outcome in messages, 0 to 41. A new one gets the next number, for ever. */
  static int code(OutcomeKind kind) {
    return switch (kind) {
      case COMPLETED -> 0;
      case THROTTLED -> 1;
      case UNAVAILABLE -> 2;
      case CLIENT_GONE -> 3;
      case REJECTED -> 4;
      case UNREACHABLE -> 5;
      case SILENT -> 6;
      case CUT -> 7;
      case GARBLED -> 8;
      case UNAUTHORISED -> 9;
      case DEADLINE -> 10;
      case OUTRUN -> 11;
      case DIVERGED -> 12;
      case INTERNAL -> 13;
      case DRAINING -> 14;
      case OVERLOADED -> 15;
      case NO_TARGET -> 16;
      case BAD_REQUEST -> 17;
      case UNKNOWN_MODEL -> 18;
      case UNKNOWN_PATH -> 19;
      case METHOD_NOT_ALLOWED -> 20;
      case BODY_TOO_LARGE -> 21;
      case SLOW_BODY -> 22;
      case FORBIDDEN -> 23;
      case RATE_CAPPED -> 24;
    };
  }
}
