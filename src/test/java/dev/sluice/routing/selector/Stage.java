package dev.sluice.routing.selector;

import dev.sluice.model.Capabilities;
import dev.sluice.model.Demand;
import dev.sluice.model.Estimate;
import dev.sluice.model.Preference;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Targets;
import dev.sluice.model.Traits;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The targets of a tier, what is known of them, and a selector that chooses among them. */
final class Stage implements Knowledge {
  /** So many values that nothing is left to doubt. */
  static final double CERTAIN = 1e12;

  private static final Duration SECOND = Duration.ofSeconds(1);

  final int[] inFlight;
  final double[] peaks;
  final TargetStatistics[] statistics;

  /** 1 for a target that is well, less while it warms up, 0 when it is out. */
  final double[] warmths;

  private final Target[] targets;
  private final SplittableRandom random = new SplittableRandom(7);
  private final Terms terms = new Terms();
  private final Candidates candidates;
  private final Selector selector;
  private Demand demand = Demand.PLAIN;
  private Preference preference = Preference.BALANCED;
  private double exploration;

  private Stage(Selector selector, boolean weighed, Target[] targets) {
    this.selector = selector;
    this.targets = targets;
    this.candidates = new Candidates(Arrays.asList(targets), weighed, this);
    this.inFlight = new int[targets.length];
    this.peaks = new double[targets.length];
    this.statistics = new TargetStatistics[targets.length];
    this.warmths = new double[targets.length];
    Arrays.fill(statistics, TargetStatistics.NONE);
    Arrays.fill(warmths, 1);
  }

  static Stage of(Strategy strategy, Target... targets) {
    return of(strategy, 0, targets);
  }

  static Stage of(Strategy strategy, int lane, Target... targets) {
    double[] weights = Arrays.stream(targets).mapToDouble(Target::weight).toArray();
    Selector selector = Selector.of(strategy, weights, lane, new SplittableRandom(42));
    return new Stage(selector, strategy != Strategy.ROUND_ROBIN, targets);
  }

  /** So many targets that are alike and well known. */
  static Stage alike(Strategy strategy, int places) {
    Stage stage =
        of(
            strategy,
            IntStream.range(0, places)
                .mapToObj(place -> target("t" + place, 1, 1, 0.5))
                .toArray(Target[]::new));
    for (int place = 0; place < places; place++) {
      stage.knows(place, 10_000, 0.999, 0.5, 100);
    }
    return stage;
  }

  /** A target whose prompt tokens cost as many nano-dollars as it says, and others four times. */
  static Target target(String name, int weight, long price, double quality) {
    return target(name, weight, new Price(price * 1_000_000, 0, 4 * price * 1_000_000), quality);
  }

  /** A target of a price, null when unknown. */
  static Target target(String name, int weight, @Nullable Price price, double quality) {
    return Targets.of(name, "m")
        .id(new TargetId(name))
        .weight(weight)
        .price(price)
        .timeouts(SECOND)
        .traits(new Traits(null, quality, 0, Capabilities.UNKNOWN))
        .make();
  }

  /** Makes known how a target did in so many attempts. */
  void knows(int place, double attempts, double success, double firstToken, double throughput) {
    knows(place, attempts, success, firstToken, throughput, 0);
  }

  /** The same, and which share of the prompts it read from its cache. */
  void knows(
      int place,
      double attempts,
      double success,
      double firstToken,
      double throughput,
      double cached) {
    statistics[place] =
        new TargetStatistics(
            attempts,
            attempts * success,
            estimate(firstToken, attempts),
            Estimate.NONE,
            estimate(throughput, attempts),
            estimate(200, attempts),
            cached,
            0);
  }

  private static Estimate estimate(double mean, double values) {
    double deviation = values == CERTAIN ? 0 : mean / 2;
    return new Estimate(mean, deviation * deviation, values);
  }

  void asks(Demand next) {
    demand = next;
  }

  void prefers(Preference next) {
    preference = next;
  }

  void explores(double share) {
    exploration = share;
  }

  /** The place that a request gets which belongs to no conversation; -1 when none is eligible. */
  int choose() {
    terms.set(demand, preference, exploration, random.nextLong());
    return order();
  }

  /** The place that a conversation's next request gets. */
  int choose(long conversation) {
    terms.set(demand, preference, exploration, conversation);
    terms.stay();
    return order();
  }

  private int order() {
    candidates.begin(terms);
    for (int place = 0; place < warmths.length; place++) {
      if (warmths[place] > 0) {
        candidates.accept(place, warmths[place]);
      }
    }
    selector.order(candidates);
    if (terms.affine() && candidates.count() > 1) {
      Affinity.apply(candidates);
    }
    return candidates.count() == 0 ? -1 : candidates.at(0);
  }

  /** How often each place was chosen. */
  int[] counts(int requests) {
    int[] counts = new int[warmths.length];
    for (int k = 0; k < requests; k++) {
      counts[choose()]++;
    }
    return counts;
  }

  /** The last order. */
  int[] ordered() {
    return IntStream.range(0, candidates.count()).map(candidates::at).toArray();
  }

  Target target(int place) {
    return targets[place];
  }

  Selector selector() {
    return selector;
  }

  Candidates candidates() {
    return candidates;
  }

  @Override
  public @Nullable Object snapshot() {
    return null;
  }

  @Override
  public TargetStatistics statistics(int place) {
    return statistics[place];
  }

  @Override
  public int inFlight(int place) {
    return inFlight[place];
  }

  @Override
  public double peakFirstToken(int place) {
    return peaks[place];
  }
}
