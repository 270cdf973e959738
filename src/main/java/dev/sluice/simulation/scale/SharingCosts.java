package dev.sluice.simulation.scale;

/**
 * What single pieces of shared state cost. The usual figures follow from the forms of messages and
 * rows; whoever measured others computes with those.
 *
 * @param messageBytes of a message without its rows: head, frame, TCP, IP and Ethernet
 * @param rowBytes of a row in a message without the bins of durations
 * @param attemptBytes that each attempt adds to its row: its two bins
 * @param rowsASecond that a node takes in from all others; beyond, messages come less often
 * @param gatherSeconds between two messages of a node at least
 * @param longestSeconds between two messages of a node at most
 * @param heartbeatBytes of a sign of life with its answer
 * @param rowNanos processor time that a row takes at its receiver
 * @param heap what is kept in memory
 */
public record SharingCosts(
    double messageBytes,
    double rowBytes,
    double attemptBytes,
    double rowsASecond,
    double gatherSeconds,
    double longestSeconds,
    double heartbeatBytes,
    double rowNanos,
    Heap heap) {
  /** What the form of the messages says; the time of a row as it was measured. */
  public static final SharingCosts USUAL =
      new SharingCosts(120, 58, 5, 20_000, 1, 30, 300, 13_000, Heap.USUAL);

  /**
   * What is kept in memory.
   *
   * @param rowBytes of a row with its plain columns
   * @param binBytes of a bin of durations
   * @param bins most bins of a row
   * @param columns most columns of all rows; beyond, further rows are kept without bins
   * @param plain columns of a row without bins
   * @param sumBytes of the sums of a target
   * @param referenceBytes of the place that each target has in each member's table
   */
  public record Heap(
      double rowBytes,
      double binBytes,
      double bins,
      double columns,
      double plain,
      double sumBytes,
      double referenceBytes) {
    /** Fourteen bytes a column and eight more a count, as rows are kept. */
    public static final Heap USUAL = new Heap(550, 14, 80, 8_000_000, 25, 6_000, 4);
  }

  /** Bytes of a row in a message that tells of so many attempts; bins that repeat cost once. */
  double row(double attempts) {
    return rowBytes + attemptBytes * Math.min(attempts, heap.bins() / 2);
  }

  /** Seconds from a message with so many rows to the next one of the same node. */
  double pause(int nodes, double rows) {
    double wanted = (nodes - 1) * rows / rowsASecond;
    double gatherings = Math.ceil(wanted / gatherSeconds - 1e-9) * gatherSeconds;
    return Math.clamp(gatherings, gatherSeconds, longestSeconds);
  }
}
