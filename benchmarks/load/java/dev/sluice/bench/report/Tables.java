package dev.sluice.bench.report;

import java.util.List;
import java.util.Locale;

/** Figures as lines of text. */
public final class Tables {
  private Tables() {}

  /** One line a figure: median, range and doubt. */
  public static String of(List<Measurement> figures) {
    StringBuilder out = new StringBuilder();
    line(out, "series", "subject", "metric", "median", "min to max", "");
    String series = "";
    for (Measurement m : figures) {
      if (!m.series().equals(series)) {
        out.append('\n');
      }
      series = m.series();
      String range = m.trials().size() > 1 ? number(m.min()) + " to " + number(m.max()) : "";
      String doubt = m.doubt().isEmpty() ? "" : "  ! " + m.doubt();
      line(out, series, m.subject(), m.metric(), number(m.median()), range, m.unit() + doubt);
    }
    return out.toString();
  }

  /** One line a pair: both medians, their ratio and the verdict. */
  public static String ofComparisons(List<Comparison> pairs) {
    StringBuilder out = new StringBuilder();
    line(out, "series", "subject", "metric", "now", "before, ratio", "");
    for (Comparison pair : pairs) {
      Measurement now = pair.now();
      String before = number(pair.before().median()) + ", x" + "%.2f".formatted(pair.ratio());
      String change = pair.change().name().toLowerCase(Locale.ROOT);
      line(out, now.series(), now.subject(), now.metric(), number(now.median()), before, change);
    }
    return out.toString();
  }

  /** A number with about three significant digits. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }

  private static void line(StringBuilder out, String... cells) {
    out.append(String.format(Locale.ROOT, "%-24s %-16s %-22s %12s  %-22s %s%n", (Object[]) cells));
  }
}
