package dev.sluice.simulation.report;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Locale;

/** A plot as an SVG element of its own: lines over time, or a bar for each name. From 0 upwards. */
final class SvgPlot {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 260;
  private static final int LEFT = 52;
  private static final int RIGHT = 130;
  private static final int TOP = 36;
  private static final int BOTTOM = 30;
  private static final int TICKS = 4;
  private static final int COLOURS = 8;

  /** Steps between ticks that are easily read, and leave little of the plot empty. */
  private static final double[] STEPS = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

  private final StringBuilder out = new StringBuilder();
  private final double most;

  /** A line over equal steps of time. */
  record Line(String name, List<Double> values) {}

  private SvgPlot(String title, double most) {
    this.most = TICKS * step(most > 0 ? most / TICKS : 1.0 / TICKS);
    add("<svg viewBox='0 0 %d %d' role='img' ", WIDTH, HEIGHT);
    add("aria-label='%s'>", Table.escaped(title));
    text(LEFT, 18, "start", title);
    for (int k = 0; k <= TICKS; k++) {
      double value = this.most * k / TICKS;
      add("<line x1='%d' x2='%d' ", LEFT, WIDTH - RIGHT);
      add("y1='%.1f' y2='%.1f'/>", y(value), y(value));
      text(LEFT - 6, y(value) + 4, "end", Numbers.plain(value));
    }
  }

  private static double step(double least) {
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : STEPS) {
      if (step * decade >= least) {
        return step * decade;
      }
    }
    return 10 * decade;
  }

  /** Lines over time; a step has so many seconds. */
  static String lines(String title, int step, List<Line> lines) {
    double most = lines.stream().flatMap(line -> line.values.stream()).reduce(0.0, Double::max);
    int steps = lines.stream().mapToInt(line -> line.values.size()).max().orElse(1);
    SvgPlot plot = new SvgPlot(title, most);
    for (int k = 0; k <= TICKS; k++) {
      double at = (double) steps * k / TICKS;
      plot.text(x(at, steps), HEIGHT - 10, "middle", Numbers.plain(at * step) + " s");
    }
    for (int k = 0; k < lines.size(); k++) {
      plot.line(lines.get(k), k, steps);
    }
    return plot.end();
  }

  /** A bar for each name. */
  static String bars(String title, List<String> names, List<Double> values) {
    SvgPlot plot = new SvgPlot(title, values.stream().reduce(0.0, Double::max));
    for (int k = 0; k < names.size(); k++) {
      double y = plot.y(values.get(k));
      double x = x(k + 0.15, names.size());
      plot.add("<rect class='c%d' x='%.1f' y='%.1f' ", k % COLOURS, x, y);
      plot.add("width='%.1f' height='%.1f'/>", x(k + 0.85, names.size()) - x, HEIGHT - BOTTOM - y);
      plot.text(x(k + 0.5, names.size()), y - 4, "middle", Numbers.plain(values.get(k)));
      plot.legend(names.get(k), k);
    }
    return plot.end();
  }

  private void line(Line line, int index, int steps) {
    add("<polyline class='c%d' points='", index % COLOURS);
    for (int k = 0; k < line.values.size(); k++) {
      add("%.1f,%.1f ", x(k + 0.5, steps), y(line.values.get(k)));
    }
    add("'/>");
    legend(line.name, index);
  }

  private void legend(String name, int index) {
    int y = TOP + 8 + index * 16;
    add("<rect class='c%d' x='%d' ", index % COLOURS, WIDTH - RIGHT + 12);
    add("y='%d' width='9' height='9'/>", y - 8);
    text(WIDTH - RIGHT + 26, y, "start", name);
  }

  private void text(double x, double y, String anchor, String words) {
    add("<text x='%.1f' y='%.1f' text-anchor='%s'>", x, y, anchor);
    out.append(Table.escaped(words)).append("</text>");
  }

  @FormatMethod
  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }

  private String end() {
    return out.append("</svg>\n").toString();
  }

  private static double x(double at, int steps) {
    return LEFT + at / steps * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - Math.max(0, value) / most * (HEIGHT - TOP - BOTTOM);
  }
}
