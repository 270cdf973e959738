package dev.sluice.simulation.scale;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The traffic of the shared state, message by message: every node draws its attempts second by
 * second, and tells the others when it is due. Says what {@link FleetModel} computes, with nothing
 * of its mathematics but the forms of messages.
 */
public final class FleetSimulation {
  /**
   * What one node did on average.
   *
   * @param period seconds between two of its messages
   * @param rows of a message
   * @param bytesOut a second
   * @param rowsIn a second
   */
  public record Traffic(double period, double rows, double bytesOut, double rowsIn) {}

  private final FleetSize size;
  private final SharingCosts costs;
  private final double[] upTo;
  private final SplittableRandom random;
  private double messages;
  private double rows;
  private double bytes;

  private FleetSimulation(FleetSize size, SharingCosts costs, long seed) {
    this.size = size;
    this.costs = costs;
    this.random = new SplittableRandom(seed);
    double[] rates = size.rates();
    this.upTo = new double[rates.length];
    double sum = 0;
    for (int i = 0; i < rates.length; i++) {
      sum += rates[i];
      upTo[i] = sum;
    }
  }

  /**
   * Runs so many seconds after a warm-up of a minute.
   *
   * @param seed all chance comes from it
   */
  public static Traffic run(FleetSize size, SharingCosts costs, int seconds, long seed) {
    FleetSimulation simulation = new FleetSimulation(size, costs, seed);
    for (int node = 0; node < size.nodes(); node++) {
      simulation.node(seconds);
    }
    double told = Math.max(1, simulation.messages);
    double nodeSeconds = (double) size.nodes() * seconds;
    int others = size.nodes() - 1;
    return new Traffic(
        nodeSeconds / told,
        simulation.rows / told,
        others * simulation.bytes / nodeSeconds,
        others * simulation.rows / nodeSeconds);
  }

  /** A node's messages do not depend on those of others, so one goes after the other. */
  private void node(int seconds) {
    int warmUp = 60;
    int[] attempts = new int[size.targets()];
    double due = random.nextDouble() * costs.gatherSeconds();
    for (int second = 1; second <= warmUp + seconds; second++) {
      for (int i = arrivals(); i > 0; i--) {
        attempts[target()]++;
      }
      if (second >= due) {
        due = second + tell(attempts, second > warmUp);
        Arrays.fill(attempts, 0);
      }
    }
  }

  private double tell(int[] attempts, boolean counts) {
    int told = 0;
    double size0 = costs.messageBytes();
    for (int number : attempts) {
      if (number > 0) {
        told++;
        size0 += costs.row(number);
      }
    }
    if (counts) {
      messages++;
      rows += told;
      bytes += size0;
    }
    return costs.pause(size.nodes(), told);
  }

  /** Poisson's, drawn by the times between arrivals. */
  private int arrivals() {
    double mean = upTo[upTo.length - 1];
    double time = 0;
    int number = -1;
    while (time < mean) {
      time -= Math.log1p(-random.nextDouble());
      number++;
    }
    return Math.max(0, number);
  }

  private int target() {
    double point = random.nextDouble() * upTo[upTo.length - 1];
    int at = Arrays.binarySearch(upTo, point);
    return Math.min(upTo.length - 1, at < 0 ? -at - 1 : at + 1);
  }
}
