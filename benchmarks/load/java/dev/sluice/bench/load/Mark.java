package dev.sluice.bench.load;

import dev.sluice.bench.process.ProcessCost;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The border between two windows: the time, the costs so far, and the counts of the window that
 * ends there.
 *
 * @param nanos when, in time of {@link System#nanoTime}
 * @param cost what the watched processes had spent by then
 * @param others processor microseconds that programs outside the bench had spent by then
 * @param tallies counts of the window that ends, one a load
 * @param open exchanges in flight, one a load
 */
record Mark(long nanos, ProcessCost cost, double others, List<Tally> tallies, List<Long> open) {
  static Mark take(List<Driver> drivers, List<Long> watched, List<Long> bench) {
    return new Mark(
        System.nanoTime(),
        ProcessCost.read(watched),
        bench.isEmpty() ? 0 : ProcessCost.machineMicros() - ProcessCost.read(bench).cpuMicros(),
        drivers.stream().map(Driver::swap).toList(),
        drivers.stream().map(Driver::open).toList());
  }

  /** Counts a later window's failures here: of exchanges that were begun before this mark. */
  void addFailuresOf(Mark later) {
    for (int i = 0; i < tallies.size(); i++) {
      tallies.get(i).addFailures(later.tallies.get(i));
    }
  }

  LoadReport since(Mark earlier) {
    return new LoadReport(
        (nanos - earlier.nanos) / 1e9,
        cost.since(earlier.cost),
        (others - earlier.others) * 1e3 / (nanos - earlier.nanos),
        IntStream.range(0, tallies.size())
            .mapToObj(i -> tallies.get(i).report(open.get(i)))
            .toList());
  }
}
