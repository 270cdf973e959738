package dev.sluice.simulation.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What fleets of several sizes cost, as a table for people. */
public final class ScaleTable {
  private ScaleTable() {}

  /**
   * A table of a line for each size, after one of headings.
   *
   * @param simulatedSeconds how long each fleet is also simulated, 0 for not at all
   * @param seed of the simulation
   */
  public static List<String> lines(
      List<FleetSize> sizes, SharingCosts costs, int simulatedSeconds, long seed) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%5s %7s %8s | %7s %8s %9s %9s %6s | %9s %8s %9s | %9s %8s"
            .formatted(
                "nodes",
                "targets",
                "rate",
                "every s",
                "rows",
                "out B/s",
                "rows in/s",
                "CPU",
                "rows kept",
                "heap",
                "leases/s",
                "sim B/s",
                "sim s"));
    for (FleetSize size : sizes) {
      lines.add(line(size, costs, simulatedSeconds, seed));
    }
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static String line(FleetSize size, SharingCosts costs, int seconds, long seed) {
    FleetCost cost = FleetModel.of(size, costs);
    String bytes = "-";
    String period = "-";
    if (seconds > 0 && size.nodes() > 1) {
      FleetSimulation.Traffic traffic = FleetSimulation.run(size, costs, seconds, seed);
      bytes = bytes(traffic.bytesOut());
      period = String.format(Locale.ROOT, "%.1f", traffic.period());
    }
    return String.format(
        Locale.ROOT,
        "%5d %7d %8.0f | %7.1f %8.1f %9s %9.0f %6s | %9.0f %8s %9.0f | %9s %8s",
        size.nodes(),
        size.targets(),
        size.rate(),
        cost.period(),
        cost.rows(),
        bytes(cost.bytesOut()),
        cost.rowsIn(),
        String.format(Locale.ROOT, "%.1f%%", 100 * cost.processor()),
        cost.rowsKept(),
        bytes(cost.heapBytes()),
        cost.leases(),
        bytes,
        period);
  }

  private static String bytes(double number) {
    if (number >= 1e6) {
      return String.format(Locale.ROOT, "%.1fM", number / 1e6);
    }
    return number >= 1e3
        ? String.format(Locale.ROOT, "%.1fk", number / 1e3)
        : String.format(Locale.ROOT, "%.0f", number);
  }
}
