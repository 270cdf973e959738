package dev.sluice.bench.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A page that holds all of a run and refers to nothing outside itself. */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * The page of a run.
   *
   * @param plots SVG elements, shown first
   */
  public static String of(String title, RunReport run, List<String> plots) {
    StringBuilder out = new StringBuilder();
    out.append(head(SvgPlot.escaped(title), SvgPlot.escaped(run.started())));
    out.append("<div class='plots'>").append(String.join("", plots)).append("</div>");
    out.append("<h2>Figures</h2>").append(figures(run.figures()));
    out.append("<h2>Host and programs</h2>").append(pairs(run.environment()));
    out.append("<h2>Settings</h2>").append(pairs(run.settings()));
    return out.append("</html>\n").toString();
  }

  private static String head(String title, String started) {
    return """
    <!doctype html><html lang="en"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%1$s</title><style>
    :root{color-scheme:light dark;--line:#8884;--a:#1f6feb;--b:#d9730d;--c:#2e9e5b;--d:#a347ba;--e:#c2363c;--f:#777}
    body{font:15px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}
    .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(26rem,1fr));gap:1rem}
    svg{width:100%%;border:1px solid var(--line);border-radius:6px}
    svg text{font:11px system-ui,sans-serif;fill:currentColor}svg .title{font-size:13px;font-weight:600}
    .grid{stroke:var(--line)}polyline{fill:none;stroke-width:2}
    .s0{fill:var(--a)}.s1{fill:var(--b)}.s2{fill:var(--c)}.s3{fill:var(--d)}.s4{fill:var(--e)}.s5{fill:var(--f)}
    .l0{stroke:var(--a)}.l1{stroke:var(--b)}.l2{stroke:var(--c)}.l3{stroke:var(--d)}.l4{stroke:var(--e)}.l5{stroke:var(--f)}
    table{border-collapse:collapse;width:100%%;margin:1rem 0}td,th{padding:.25rem .6rem;text-align:left;border-bottom:1px solid var(--line)}
    td.n{text-align:right;font-variant-numeric:tabular-nums}.doubt{color:var(--e)}
    </style><h1>%1$s</h1><p>%2$s</p>
    """
        .formatted(title, started);
  }

  private static String figures(List<Measurement> figures) {
    StringBuilder out = new StringBuilder("<table><tr>");
    for (String name : List.of("series", "subject", "metric", "median", "min", "max", "unit", "")) {
      out.append("<th>").append(name).append("</th>");
    }
    out.append("</tr>\n");
    for (Measurement m : figures) {
      out.append("<tr>").append(cells("td", m.series(), m.subject(), m.metric()));
      for (double value : List.of(m.median(), m.min(), m.max())) {
        out.append("<td class='n'>").append(Tables.number(value)).append("</td>");
      }
      out.append(cells("td", m.unit()));
      out.append("<td class='doubt'>").append(SvgPlot.escaped(m.doubt())).append("</td></tr>\n");
    }
    return out.append("</table>").toString();
  }

  private static String pairs(Map<String, String> pairs) {
    StringBuilder out = new StringBuilder("<table>");
    new TreeMap<>(pairs)
        .forEach((k, v) -> out.append("<tr>").append(cells("td", k, v)).append("</tr>\n"));
    return out.append("</table>").toString();
  }

  private static String cells(String tag, String... texts) {
    StringBuilder out = new StringBuilder();
    for (String text : texts) {
      out.append("<%1$s>%2$s</%1$s>".formatted(tag, SvgPlot.escaped(text)));
    }
    return out.toString();
  }
}
