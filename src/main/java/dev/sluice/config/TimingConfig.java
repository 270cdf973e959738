package dev.sluice.config;

import java.time.Duration;

/**
 * How long members of the fleet wait for each other.
 *
 * @param join longest time to find the others at the start; the node does not start when it is over
 * @param heartbeat time between two signs of life, whole seconds
 * @param lost silence after which a member counts as lost, whole seconds; a member whose
 *     connections close is lost at once
 * @param heal time between two looks for members that a split took away, whole seconds
 * @param forget time after which a lost member is no longer missed
 */
public record TimingConfig(
    Duration join, Duration heartbeat, Duration lost, Duration heal, Duration forget) {
  private static final Duration SECOND = Duration.ofSeconds(1);

  public TimingConfig {
    new Rules()
        .within("join", join, SECOND, Duration.ofMinutes(10))
        .within("heartbeat", heartbeat, SECOND, Duration.ofMinutes(1))
        .within("lost", lost, SECOND.multipliedBy(2), Duration.ofMinutes(10))
        .within("heal", heal, SECOND, Duration.ofMinutes(10))
        .within("forget", forget, SECOND, Duration.ofDays(1))
        .require(whole(heartbeat), "heartbeat", "must be whole seconds")
        .require(whole(lost), "lost", "must be whole seconds")
        .require(whole(heal), "heal", "must be whole seconds")
        .require(
            lost.compareTo(heartbeat.multipliedBy(2)) >= 0, "lost", "must be at least 2 heartbeats")
        .enforce();
  }

  private static boolean whole(Duration time) {
    return time.toMillis() % 1000 == 0;
  }

  /** A sign of life a second; lost after five without, forgotten after ten minutes. */
  public static TimingConfig defaults() {
    return new TimingConfig(
        Duration.ofSeconds(20), SECOND, Duration.ofSeconds(5), SECOND, Duration.ofMinutes(10));
  }
}
