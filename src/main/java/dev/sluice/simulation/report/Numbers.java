package dev.sluice.simulation.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
final class Numbers {
  private Numbers() {}

  /** About three digits; a dash for what is no number, {@code never} for infinity. */
  static String plain(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return "never";
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** The same; a dash for null. */
  static String plain(@Nullable Double value) {
    return plain(value == null ? Double.NaN : value.doubleValue());
  }

  /** A share in percent. */
  static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** Nano-dollars of a request as dollars of a thousand. */
  static double dollarsOfThousand(double nanos) {
    return nanos / 1e6;
  }

  /** A change in percent, with its sign; a dash when there was nothing before. */
  static String change(double before, double after) {
    return Double.isNaN(before) || Double.isNaN(after) || before == 0
        ? "–"
        : String.format(Locale.ROOT, "%+.1f %%", 100 * (after / before - 1));
  }
}
