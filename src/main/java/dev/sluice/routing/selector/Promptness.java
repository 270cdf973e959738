package dev.sluice.routing.selector;

import dev.sluice.model.TargetStatistics;
import java.util.SplittableRandom;

/**
 * How long a target lets a request wait just now: its peak of the time to the first token, times
 * the attempts that are before the request, and that again as often as it fails.
 *
 * <p>The better of two that are drawn by chance is taken. Looking at all of them would send every
 * lane to the same target until its next measurement.
 */
final class Promptness {
  /** A target of which nothing is known is taken for so much quicker than the other one. */
  private static final double OPTIMISM = 0.5;

  private final SplittableRandom random;

  Promptness(SplittableRandom random) {
    this.random = random;
  }

  /** The prompter of two places, the first one when they are alike. */
  int better(Candidates candidates, int one, int other) {
    double first = seconds(candidates, one);
    double second = seconds(candidates, other);
    if (first == 0 && second == 0) {
      first = 1;
      second = 1;
    }
    double load = burden(candidates, one, first > 0 ? first : OPTIMISM * second);
    double rival = burden(candidates, other, second > 0 ? second : OPTIMISM * first);
    return rival < load ? other : one;
  }

  /** Peak, or else mean, of the seconds to the first token; 0 when nothing is known. */
  static double seconds(Candidates candidates, int place) {
    double peak = candidates.knowledge().peakFirstToken(place);
    if (peak > 0) {
      return peak;
    }
    return candidates.knowledge().statistics(place).firstToken().mean();
  }

  static double burden(Candidates candidates, int place, double seconds) {
    TargetStatistics statistics = candidates.knowledge().statistics(place);
    double part = candidates.shares[place] / candidates.usualWeight();
    double queue = 1 + candidates.knowledge().inFlight(place) / part;
    return seconds * queue / Wilson.lower(statistics.successes(), statistics.attempts());
  }

  /**
   * A position of the order, drawn by share.
   *
   * @param end positions from 0 to before it are drawn from
   * @param without a position that is left out, -1 for none
   */
  int draw(Candidates candidates, int end, int without) {
    double total = 0;
    for (int k = 0; k < end; k++) {
      total += k == without ? 0 : candidates.shares[candidates.order[k]];
    }
    double rest = random.nextDouble() * total;
    int last = -1;
    for (int k = 0; k < end; k++) {
      if (k != without) {
        last = k;
        rest -= candidates.shares[candidates.order[k]];
        if (rest < 0) {
          return k;
        }
      }
    }
    return last;
  }

  /** The better of two of the first places of the order, drawn by share. */
  int ofTwo(Candidates candidates, int end) {
    int one = draw(candidates, end, -1);
    if (end < 2) {
      return candidates.order[one];
    }
    int other = draw(candidates, end, one);
    return better(candidates, candidates.order[one], candidates.order[other]);
  }
}
