package dev.sluice.simulation.report;

import dev.sluice.simulation.result.Result;
import dev.sluice.simulation.result.Study;
import dev.sluice.simulation.scenario.ScenarioTarget;
import dev.sluice.simulation.scenario.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A study as a page that refers to nothing outside itself. */
public final class HtmlReport {
  private static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8">
      <meta name="viewport" content="width=device-width"><title>TITLE</title><style>
      :root{color-scheme:light dark}
      body{font:15px/1.5 system-ui,sans-serif;max-width:84rem;margin:2rem auto;padding:0 1rem}
      table{border-collapse:collapse;font-variant-numeric:tabular-nums}
      td,th{padding:.2rem .6rem;border-bottom:1px solid #8884;text-align:right}
      td{white-space:nowrap}
      td:first-child,th:first-child{text-align:left}
      section{display:grid;grid-template-columns:repeat(auto-fit,minmax(28rem,1fr));gap:1rem}
      svg text{font-size:11px;fill:currentColor}svg line{stroke:#8884}
      polyline{fill:none;stroke-width:1.5}
      rect.c0{fill:#1f6feb}rect.c1{fill:#d9730d}rect.c2{fill:#2e9e5b}rect.c3{fill:#a347ba}
      rect.c4{fill:#c2363c}rect.c5{fill:#777}rect.c6{fill:#0f8b8d}rect.c7{fill:#b8860b}
      polyline.c0{stroke:#1f6feb}polyline.c1{stroke:#d9730d}polyline.c2{stroke:#2e9e5b}
      polyline.c3{stroke:#a347ba}polyline.c4{stroke:#c2363c}polyline.c5{stroke:#777}
      polyline.c6{stroke:#0f8b8d}polyline.c7{stroke:#b8860b}
      </style><h1>TITLE</h1>
      """;

  private HtmlReport() {}

  /** The page. */
  public static String of(Study study) {
    String title = Table.escaped("Simulation: " + study.scenario().name());
    StringBuilder out = new StringBuilder(HEAD.replace("TITLE", title));
    out.append("<p>").append(Table.escaped(summary(study))).append("</p>\n");
    out.append(Tables.strategies(study).html());
    out.append("<h2>Strategies</h2><section>");
    bars(out, study, "US dollars of 1000 requests", r -> r.figures().cost() / 1e6);
    bars(out, study, "Seconds to the first token, p99", r -> r.figures().firstToken().p99());
    bars(out, study, "Requests that failed, %", r -> 100 * (1 - r.figures().success()));
    bars(out, study, "Scalarised cost by that of the oracle", study::scoreRatio);
    out.append(regret(study)).append("</section><h2>Shares of the targets</h2><section>");
    List<String> targets = study.scenario().targets().stream().map(ScenarioTarget::name).toList();
    for (Result result : study.results()) {
      out.append(shares(result, targets));
    }
    return out.append("</section></html>\n").toString();
  }

  private static String summary(Study study) {
    Traffic traffic = study.scenario().traffic();
    return String.format(
        Locale.ROOT,
        "%d nodes, %s requests a second, %s s of which %s s are warm-up and count for nothing;"
            + " seed %d. Times are in seconds.",
        traffic.nodes(),
        Numbers.plain(traffic.rate()),
        Numbers.plain(traffic.seconds()),
        Numbers.plain(traffic.warmUpSeconds()),
        study.seed());
  }

  private static void bars(
      StringBuilder out, Study study, String title, ToDoubleFunction<Result> figure) {
    List<String> names = study.results().stream().map(Result::strategy).toList();
    List<Double> values =
        study.results().stream().map(result -> figure.applyAsDouble(result)).toList();
    out.append(SvgPlot.bars(title, names, values));
  }

  private static String regret(Study study) {
    List<SvgPlot.Line> lines =
        study.results().stream()
            .map(result -> new SvgPlot.Line(result.strategy(), result.series().regret()))
            .toList();
    return SvgPlot.lines("Regret over time", study.results().getFirst().series().step(), lines);
  }

  private static String shares(Result result, List<String> targets) {
    List<SvgPlot.Line> lines = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      lines.add(new SvgPlot.Line(targets.get(k), result.series().shares().get(k)));
    }
    return SvgPlot.lines(result.strategy(), result.series().step(), lines);
  }
}
