package dev.sluice.simulation.scale;

/**
 * What the shared state costs each node, in the long run.
 *
 * @param period seconds between two messages of statistics of a node, which is how old the others'
 *     figures are at most
 * @param rows that a message tells of
 * @param messagesOut a second
 * @param bytesOut a second, and as many in
 * @param rowsIn a second
 * @param processor share of one processor that taking the rows in takes
 * @param heartbeatBytes a second, out
 * @param rowsKept of other members
 * @param heapBytes of rows and sums
 * @param leases operations a second of the whole fleet on shared buckets, if every target had a cap
 * @param connections to other members
 */
public record FleetCost(
    double period,
    double rows,
    double messagesOut,
    double bytesOut,
    double rowsIn,
    double processor,
    double heartbeatBytes,
    double rowsKept,
    double heapBytes,
    double leases,
    int connections) {}
