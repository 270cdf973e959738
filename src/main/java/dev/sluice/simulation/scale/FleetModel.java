package dev.sluice.simulation.scale;

/**
 * The cost of the shared state, computed.
 *
 * <p>With N nodes, and λᵢ attempts a second of a node at target i, a message that covers P seconds
 * tells of U = Σ (1 − e^(−λᵢP)) targets, and goes to N−1 others. P is a second, or as much more as
 * keeps the rows that a node takes in, (N−1)·U/P, to their bound.
 */
public final class FleetModel {
  /** In which a row of a target that is not used any more fades. */
  private static final double KEPT_SECONDS = 3_600;

  /** Leases of a bucket that a node takes a second at most. */
  private static final double LEASES_A_SECOND = 4;

  private static final int ROUNDS = 200;
  private static final double CLOSE = 1e-6;

  private final FleetSize size;
  private final SharingCosts costs;
  private final double[] rates;

  private FleetModel(FleetSize size, SharingCosts costs) {
    this.size = size;
    this.costs = costs;
    this.rates = size.rates();
  }

  /** The cost of a fleet of the size. */
  public static FleetCost of(FleetSize size, SharingCosts costs) {
    return new FleetModel(size, costs).cost();
  }

  private FleetCost cost() {
    int others = size.nodes() - 1;
    double period = period();
    double rows = used(period);
    double bytes = costs.messageBytes() + rowsBytes(period);
    double rowsIn = others * rows / period;
    double kept = others * used(KEPT_SECONDS);
    return new FleetCost(
        period,
        rows,
        others / period,
        others * bytes / period,
        rowsIn,
        rowsIn * costs.rowNanos() / 1e9,
        others * costs.heartbeatBytes(),
        kept,
        heap(kept),
        leases(),
        2 * others);
  }

  /** The longer the pause, the more targets were used in it; it settles where both agree. */
  private double period() {
    double period = costs.gatherSeconds();
    for (int round = 0; round < ROUNDS; round++) {
      double next = costs.pause(size.nodes(), used(period));
      if (Math.abs(next - period) < CLOSE) {
        return next;
      }
      period = next;
    }
    return period;
  }

  /** Targets that a node uses within the time. */
  private double used(double seconds) {
    double used = 0;
    for (double rate : rates) {
      used += -Math.expm1(-rate * seconds);
    }
    return used;
  }

  private double rowsBytes(double seconds) {
    double bytes = 0;
    for (double rate : rates) {
      double share = -Math.expm1(-rate * seconds);
      if (share > 0) {
        bytes += share * costs.row(rate * seconds / share);
      }
    }
    return bytes;
  }

  private double heap(double kept) {
    SharingCosts.Heap heap = costs.heap();
    double bins = 0;
    for (double rate : rates) {
      bins += Math.min(heap.bins(), 2 * rate * KEPT_SECONDS);
    }
    double all = (size.nodes() - 1) * bins;
    double room = Math.max(0, heap.columns() - kept * heap.plain());
    int others = size.nodes() - 1;
    return kept * heap.rowBytes()
        + Math.min(all, room) * heap.binBytes()
        + (others > 0 ? size.targets() * heap.sumBytes() : 0)
        + (double) others * size.targets() * heap.referenceBytes();
  }

  private double leases() {
    double leases = 0;
    for (double rate : rates) {
      leases += Math.min(LEASES_A_SECOND, rate);
    }
    return size.nodes() * leases;
  }
}
