package dev.sluice.cli.fleet;

import java.util.ArrayList;
import java.util.List;

/** What a local fleet says of itself once it is ready. */
final class NodeTable {
  private static final String ROW = "  %-10s %-28s %-8s %s";

  private NodeTable() {}

  static List<String> lines(List<NodePlan> plans, List<LocalNode> nodes, String url, long millis) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(ROW.formatted("node", "url", "pid", "members meet at").stripTrailing());
    for (int i = 0; i < plans.size(); i++) {
      NodePlan plan = plans.get(i);
      String meets = "127.0.0.1:" + plan.memberPort();
      lines.add(ROW.formatted(plan.name(), plan.url(), nodes.get(i).pid(), meets));
    }
    lines.add("");
    lines.add(
        "fleet ready url=%s nodes=%d millis=%d (the balancer is for trying out; Ctrl-C stops all)"
            .formatted(url, plans.size(), millis));
    return lines;
  }
}
