package dev.sluice.model;

import java.time.Duration;

/**
 * Time bounds of one attempt.
 *
 * @param connect until the connection stands
 * @param firstByte from sending the request until the answer's first byte of content
 * @param betweenBytes longest silence within an answer that has begun
 * @param whole from start to last byte
 */
public record Timeouts(
    Duration connect, Duration firstByte, Duration betweenBytes, Duration whole) {
  /** 5 s to connect, two minutes to the first byte, 60 s of silence, ten minutes in all. */
  public static Timeouts defaults() {
    return new Timeouts(
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10));
  }

  /** The same, with no bound longer than the whole. */
  public Timeouts within(Duration bound) {
    return new Timeouts(
        shorter(connect, bound), shorter(firstByte, bound), shorter(betweenBytes, bound), bound);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
