package dev.sluice.routing.selector;

import dev.sluice.model.TargetStatistics;
import org.jspecify.annotations.Nullable;

/** What the statistics say of one target, worked out once for each of their snapshots. */
final class Dossier {
  /** Attempts below which a target is as good as new. */
  private static final double NEW = 2;

  private static final double NOTABLE_FAILURES = 0.02;

  /** Part of a pardon that lasts to the next snapshot: a minute, as what was measured does. */
  private static final double LASTING = 59.0 / 60;

  private @Nullable TargetStatistics seen;
  private final Reading firstToken = new Reading();
  private final Reading throughput = new Reading();
  private final Reading output = new Reading();
  private double attempts;
  private double successes;
  private double pardoned;
  private double success = 1;
  private double successBound;
  private double successDoubt;
  private double usualSuccess = Double.NaN;
  private boolean moving;

  /** Takes over the statistics; tells whether they are other ones than the last. */
  @SuppressWarnings("ReferenceEquality") // Comparing the values would cost more than it saves.
  boolean look(TargetStatistics statistics) {
    // They are the same object until the next snapshot.
    if (statistics == seen) {
      return false;
    }
    seen = statistics;
    firstToken.read(statistics.firstToken());
    throughput.read(statistics.throughput());
    output.read(statistics.outputTokens());
    attempts = statistics.attempts();
    successes = statistics.successes();
    pardoned = Math.min(attempts - successes, LASTING * pardoned);
    judge();
    moving = firstToken.moving() || throughput.moving() || successMoving();
    return true;
  }

  /**
   * Takes failures that it has beyond some rate for ones of a fault that is over. They count for
   * less and less from the next snapshot on, as the record forgets them too.
   */
  void pardon(double rate) {
    pardoned = Math.max(0, attempts * rate - successes);
    judge();
  }

  private void judge() {
    double counted = successes + pardoned;
    success = Wilson.rate(counted, attempts);
    successBound = Wilson.lower(counted, attempts);
    successDoubt = Wilson.half(counted, attempts);
  }

  private boolean successMoving() {
    double usual = Double.isNaN(usualSuccess) ? success : usualSuccess;
    usualSuccess = usual + 0.1 * (success - usual);
    return Math.abs(success - usual) > NOTABLE_FAILURES + 2 * successDoubt;
  }

  /** Whether next to nothing is known of it. */
  boolean fresh() {
    return attempts < NEW;
  }

  /** Whether it is changing now, so that what is known of its siblings may be stale as well. */
  boolean moving() {
    return moving;
  }

  double attempts() {
    return attempts;
  }

  /** Attempts of the record that succeeded. */
  double successes() {
    return successes;
  }

  /** Expected share of attempts that succeed. */
  double success() {
    return success;
  }

  double successBound() {
    return successBound;
  }

  double successDoubt() {
    return successDoubt;
  }

  double cachedShare() {
    return seen == null ? 0 : seen.cachedShare();
  }

  Reading firstToken() {
    return firstToken;
  }

  Reading throughput() {
    return throughput;
  }

  Reading output() {
    return output;
  }
}
