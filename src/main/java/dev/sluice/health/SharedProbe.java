package dev.sluice.health;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A probe that one member sends for all. Confined to its verticle.
 *
 * <p>While another member is its owner this node sends it only to look for itself: when the owner
 * stays silent, and, as the second in line, when the owner finds its targets down. Whoever begins
 * to probe begins with the verdict that it went by; whoever was relieved gives its own up.
 */
final class SharedProbe {
  private static final int SPREAD_MILLIS = 1_000;

  private final String key;
  private final ProbeDuties duties;
  private final FleetHealth fleet;
  private final List<TargetHealth> targets;
  private final RandomGenerator random;
  private final ProbeLoop loop;
  private int listing;
  private boolean begun;

  /**
   * A probe that has not begun.
   *
   * @param key by which members know it
   * @param targets for which its verdicts stand
   * @param loop makes its loop
   */
  SharedProbe(
      String key,
      ProbeDuties duties,
      FleetHealth fleet,
      List<TargetHealth> targets,
      RandomGenerator random,
      LoopMaker loop) {
    this.key = key;
    this.duties = duties;
    this.fleet = fleet;
    this.targets = targets;
    this.random = random;
    this.loop = loop.make(this::judge, this::mine);
  }

  /** Targets for which its verdicts stand. */
  List<TargetHealth> targets() {
    return targets;
  }

  void start() {
    loop.start();
  }

  void stop() {
    loop.stop();
  }

  /** Looks whose it is; wanted about once a second. */
  void consider() {
    if (loop.wanted()) {
      if (!loop.running()) {
        loop.wake(1 + random.nextInt(SPREAD_MILLIS));
      }
    } else {
      loop.pause();
      begun = false;
      if (duties.relieved(key)) {
        targets.forEach(TargetHealth::yieldVerdict);
      }
    }
  }

  /** Another member has probed: when its list of models is another one, this node asks too. */
  void probed(Word.Probed word) {
    if (word.key().equals(key) && word.listing() != 0 && word.listing() != listing) {
      loop.wake(1 + random.nextInt(SPREAD_MILLIS));
    }
  }

  /** A list of models is known from now on that the probe of the key brings. */
  void listed(String of, Set<String> models) {
    if (of.equals(key)) {
      listing = models.isEmpty() ? 0 : fingerprint(models);
    }
  }

  /** The same at all members; never 0. */
  private static int fingerprint(Set<String> models) {
    int sum = models.hashCode();
    return sum == 0 ? 1 : sum;
  }

  private boolean mine() {
    return duties.mine(key)
        || (targets.stream().anyMatch(TargetHealth::accused) && duties.second(key));
  }

  private void judge(Verdict verdict) {
    boolean own = duties.mine(key);
    if (own && !begun) {
      begun = true;
      targets.forEach(TargetHealth::inheritVerdict);
    }
    switch (verdict) {
      case Verdict.Alive _ -> targets.forEach(TargetHealth::probedGood);
      case Verdict.Dead dead -> targets.forEach(target -> target.probedBad(dead.cause()));
      case Verdict.Unsaid _ -> {}
    }
    if (own) {
      fleet.probed(key, listing);
    }
  }

  /** Makes the loop of a probe. */
  @FunctionalInterface
  interface LoopMaker {
    /**
     * A loop that has not begun.
     *
     * @param told of each verdict
     * @param mine whether this node is to ask now
     */
    ProbeLoop make(Consumer<Verdict> told, BooleanSupplier mine);
  }
}
