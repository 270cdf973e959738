package dev.sluice.bench.load;

import java.util.List;

/**
 * What a load generator is told to do: all loads at once, a settling time, then windows one after
 * the other, each reported.
 *
 * @param specs the loads
 * @param settleSeconds time that is not measured
 * @param windowSeconds length of a window
 * @param windows number of windows
 * @param drainSeconds longest wait for exchanges still open at the end
 * @param watch process whose tree's processor time is read at the ends of each window, 0 for none
 * @param root process whose tree makes up the bench, to tell what other programs take; 0 for none
 */
public record LoadCommand(
    List<LoadSpec> specs,
    double settleSeconds,
    double windowSeconds,
    int windows,
    double drainSeconds,
    long watch,
    long root) {
  public LoadCommand {
    specs = List.copyOf(specs);
  }
}
