package dev.sluice.config;

import java.time.Duration;

/**
 * How streams are kept alive.
 *
 * @param heartbeat silence after which a comment is sent to the client; zero for none
 */
public record StreamConfig(Duration heartbeat) {
  public StreamConfig {
    new Rules().within("heartbeat", heartbeat, Duration.ZERO, Duration.ofMinutes(10)).enforce();
  }

  /** A comment after ten seconds of silence. */
  public static StreamConfig defaults() {
    return new StreamConfig(Duration.ofSeconds(10));
  }
}
