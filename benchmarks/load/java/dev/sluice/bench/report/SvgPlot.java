package dev.sluice.bench.report;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plot as an SVG element of its own: lines over a numeric axis, or bars. */
public final class SvgPlot {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 300;
  private static final int LEFT = 64;
  private static final int RIGHT = 130;
  private static final int TOP = 34;
  private static final int BOTTOM = 40;
  private static final int TICKS = 4;

  /**
   * A line of a plot.
   *
   * @param name its name in the legend
   * @param x places on the horizontal axis
   * @param y values, as many
   */
  public record Line(String name, List<Double> x, List<Double> y) {
    public Line {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }
  }

  private final StringBuilder out = new StringBuilder();
  private final double leastX;
  private final double mostX;
  private final double mostY;

  private SvgPlot(double leastX, double mostX, double mostY) {
    this.leastX = leastX;
    this.mostX = mostX > leastX ? mostX : leastX + 1;
    this.mostY = roundUp(mostY);
  }

  /** Lines with marked points; values below zero are drawn at zero. */
  public static String lines(String title, String xLabel, String yLabel, List<Line> lines) {
    List<Double> xs = lines.stream().flatMap(l -> l.x().stream()).toList();
    List<Double> ys = lines.stream().flatMap(l -> l.y().stream()).toList();
    SvgPlot plot = new SvgPlot(Statistics.min(xs), Statistics.max(xs), Statistics.max(ys));
    plot.frame(title, yLabel);
    for (double x : ticksOf(xs)) {
      plot.text(plot.x(x), HEIGHT - BOTTOM + 16, "middle", Tables.number(x));
    }
    plot.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", xLabel);
    for (int i = 0; i < lines.size(); i++) {
      plot.line(lines.get(i), i);
    }
    return plot.end();
  }

  /** One bar a name. */
  public static String bars(String title, String yLabel, List<String> names, List<Double> values) {
    SvgPlot plot = new SvgPlot(0, names.size(), Statistics.max(values));
    plot.frame(title, yLabel);
    double width = (WIDTH - LEFT - RIGHT) / (double) names.size();
    for (int i = 0; i < names.size(); i++) {
      double y = plot.y(values.get(i));
      double x = LEFT + i * width + width * 0.2;
      plot.add(
          "<rect class='s%d' x='%.1f' y='%.1f' width='%.1f' height='%.1f'/>",
          i % 6, x, y, width * 0.6, HEIGHT - BOTTOM - y);
      plot.text(x + width * 0.3, y - 5, "middle", Tables.number(values.get(i)));
      plot.text(x + width * 0.3, HEIGHT - BOTTOM + 16, "middle", names.get(i));
    }
    return plot.end();
  }

  private void frame(String title, String yLabel) {
    add("<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>", WIDTH, HEIGHT, escaped(title));
    add("<text class='title' x='%d' y='16'>%s</text>", LEFT, escaped(title));
    for (int i = 0; i <= TICKS; i++) {
      double value = mostY * i / TICKS;
      add(
          "<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>",
          LEFT, WIDTH - RIGHT, y(value), y(value));
      text(LEFT - 6, y(value) + 4, "end", Tables.number(value));
    }
    text(4, 30, "start", yLabel);
  }

  private void line(Line line, int index) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < line.x().size(); i++) {
      double x = x(line.x().get(i));
      double y = y(line.y().get(i));
      points.append(Math.round(x)).append(',').append(Math.round(y)).append(' ');
      add("<circle class='s%d' cx='%.1f' cy='%.1f' r='3'/>", index % 6, x, y);
    }
    add("<polyline class='l%d' points='%s'/>", index % 6, points);
    double y = TOP + 10 + index * 18.0;
    add("<circle class='s%d' cx='%d' cy='%.1f' r='4'/>", index % 6, WIDTH - RIGHT + 14, y - 4);
    text(WIDTH - RIGHT + 24, y, "start", line.name());
  }

  @FormatMethod
  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }

  private void text(double x, double y, String anchor, String words) {
    add("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, escaped(words));
  }

  private String end() {
    return out.append("</svg>\n").toString();
  }

  private double x(double value) {
    return LEFT + (value - leastX) / (mostX - leastX) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - Math.max(0, value) / mostY * (HEIGHT - TOP - BOTTOM);
  }

  private static List<Double> ticksOf(List<Double> xs) {
    List<Double> distinct = xs.stream().distinct().sorted().toList();
    int step = Math.max(1, distinct.size() / 6);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i < distinct.size(); i += step) {
      ticks.add(distinct.get(i));
    }
    return ticks;
  }

  private static double roundUp(double value) {
    if (!(value > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    double digits = value / power;
    return power * (digits <= 2 ? 2 : digits <= 4 ? 4 : digits <= 8 ? 8 : 10);
  }

  /** Text that may stand in HTML. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
  }
}
