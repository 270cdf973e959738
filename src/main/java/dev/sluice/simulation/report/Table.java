package dev.sluice.simulation.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells under a head, the first cell of a row being its name.
 *
 * @param head as many cells as every row has
 * @param rows their cells
 */
record Table(List<String> head, List<List<String>> rows) {
  Table {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    int width = head.size();
    if (rows.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException("every row is as long as the head");
    }
  }

  /** Lines of text in aligned columns. */
  String text() {
    List<List<String>> all = new ArrayList<>(List.of(head));
    all.addAll(rows);
    int[] widths = new int[head.size()];
    for (List<String> row : all) {
      for (int k = 0; k < widths.length; k++) {
        widths[k] = Math.max(widths[k], row.get(k).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : all) {
      out.append(row.getFirst()).repeat(' ', widths[0] - row.getFirst().length());
      for (int k = 1; k < widths.length; k++) {
        out.repeat(' ', 2 + widths[k] - row.get(k).length()).append(row.get(k));
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** A table of HTML. */
  String html() {
    StringBuilder out = new StringBuilder("<table>");
    row(out, "th", head);
    rows.forEach(row -> row(out, "td", row));
    return out.append("</table>\n").toString();
  }

  private static void row(StringBuilder out, String tag, List<String> cells) {
    out.append("<tr>");
    for (String cell : cells) {
      out.append('<').append(tag).append('>').append(escaped(cell));
      out.append("</").append(tag).append('>');
    }
    out.append("</tr>\n");
  }

  /** Text that may stand in HTML, within an attribute too. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }
}
