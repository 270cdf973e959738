package dev.sluice.simulation;

import dev.sluice.model.Target;
import dev.sluice.model.TargetStatistics;
import dev.sluice.routing.Statistics;
import dev.sluice.simulation.time.Clock;

/**
 * What a node knows of the targets: the fleet's statistics as of its last look, which is up to two
 * seconds old, and its own attempts up to now.
 */
final class NodeStatistics implements Statistics {
  private static final double PEAK_DECAY = 10;

  private final Clock clock;
  private final Offer offer;
  private final FleetStatistics fleet;
  private final int[] inFlight;
  private final double[] peaks;
  private final double[] peakedAt;
  private TargetStatistics[] seen;

  NodeStatistics(Clock clock, Offer offer, FleetStatistics fleet) {
    int size = offer.targets().size();
    this.clock = clock;
    this.offer = offer;
    this.fleet = fleet;
    this.inFlight = new int[size];
    this.peaks = new double[size];
    this.peakedAt = new double[size];
    this.seen = fleet.merged();
  }

  @Override
  public Object snapshot() {
    return seen;
  }

  @Override
  public TargetStatistics of(Target target) {
    return seen[offer.place(target)];
  }

  @Override
  public int inFlight(Target target) {
    return inFlight[offer.place(target)];
  }

  @Override
  public double peakFirstToken(Target target) {
    int place = offer.place(target);
    return peaks[place] * kept(place);
  }

  /** Takes over what the fleet merged last. */
  void refresh() {
    seen = fleet.merged();
  }

  void entered(int place) {
    inFlight[place]++;
  }

  void left(int place) {
    inFlight[place]--;
  }

  /** A first token came, or a failure in place of it. */
  void peak(int place, double seconds) {
    double kept = kept(place);
    double old = peaks[place];
    peaks[place] = seconds >= old * kept ? seconds : old * kept + seconds * (1 - kept);
    peakedAt[place] = clock.now();
  }

  private double kept(int place) {
    return Math.exp((peakedAt[place] - clock.now()) / PEAK_DECAY);
  }
}
