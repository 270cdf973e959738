package dev.sluice.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pictures of a run, each drawn only when its figures were measured. */
public final class Plots {
  private static final Pattern SHARE = Pattern.compile("unary at (\\d+) %");

  private Plots() {}

  /** All pictures that the figures allow. */
  public static List<String> of(List<Measurement> figures) {
    List<String> plots = new ArrayList<>();
    bars(plots, figures, "cpu a request", "Processor time a request");
    bars(plots, figures, "cpu a frame", "Processor time a streamed frame");
    added(plots, figures, "added p50");
    added(plots, figures, "added p99");
    bars(plots, figures, "memory a stream", "Resident memory an open stream");
    bars(plots, figures, "ready after", "Start to first 200 of the ready probe");
    return plots;
  }

  private static void bars(
      List<String> plots, List<Measurement> figures, String metric, String title) {
    List<Measurement> chosen = figures.stream().filter(m -> m.metric().equals(metric)).toList();
    for (String series : chosen.stream().map(Measurement::series).distinct().toList()) {
      List<Measurement> bars = chosen.stream().filter(m -> m.series().equals(series)).toList();
      plots.add(
          SvgPlot.bars(
              title + ", " + series,
              bars.getFirst().unit(),
              bars.stream().map(Measurement::subject).toList(),
              bars.stream().map(Measurement::median).toList()));
    }
  }

  private static void added(List<String> plots, List<Measurement> figures, String metric) {
    List<Measurement> chosen =
        figures.stream()
            .filter(m -> m.metric().equals(metric) && SHARE.matcher(m.series()).matches())
            .toList();
    List<SvgPlot.Line> lines =
        chosen.stream()
            .map(Measurement::subject)
            .distinct()
            .map(subject -> line(subject, chosen))
            .toList();
    if (!lines.isEmpty()) {
      plots.add(SvgPlot.lines("Latency " + metric, "share of own saturation in %", "µs", lines));
    }
  }

  private static SvgPlot.Line line(String subject, List<Measurement> figures) {
    List<Measurement> own = figures.stream().filter(m -> m.subject().equals(subject)).toList();
    return new SvgPlot.Line(
        subject,
        own.stream().map(m -> share(m.series())).toList(),
        own.stream().map(Measurement::median).toList());
  }

  private static double share(String series) {
    Matcher m = SHARE.matcher(series);
    return m.matches() ? Double.parseDouble(m.group(1)) : 0;
  }
}
