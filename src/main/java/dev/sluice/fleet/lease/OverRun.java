package dev.sluice.fleet.lease;

import dev.sluice.fleet.lease.bucket.Rate;
import java.time.Duration;

/**
 * How many tokens more than {@code rate × time} a fleet may spend, over any time, however long.
 * What single requests take beyond what was there when they began comes on top: at most one such
 * request for each node and time.
 *
 * @param rate of the cap
 * @param span of all leases together
 * @param nodes that share
 */
public record OverRun(Rate rate, Duration span, int nodes) {
  /** As long as nothing goes wrong: what the store holds and what lies with the nodes. */
  public double steady() {
    return rate.shared(span).burst() + (double) nodes * rate.slice(span, nodes);
  }

  /**
   * With nodes lost on the way. What a lost node held is gone, spent or not, and was counted when
   * it was taken. Only when all copies of the bucket go with them does a new, full one come.
   *
   * @param copies whether all copies went
   */
  public double lost(boolean copies) {
    return steady() + (copies ? rate.shared(span).burst() : 0);
  }

  /**
   * With a fleet that falls apart and joins again.
   *
   * @param unnoticed time until both parts know, in which one part goes on with all of the rate and
   *     each node of the other one with its share
   */
  public double divided(Duration unnoticed) {
    return lost(true) + rate.in(unnoticed) * (nodes - 1) / nodes;
  }

  /**
   * With some nodes that do not reach the store, which the others do.
   *
   * @param without how many
   * @param time how long
   */
  public double cutOff(int without, Duration time) {
    return steady() + rate.in(time) * without / nodes;
  }
}
