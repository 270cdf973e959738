package dev.sluice.config;

import java.time.Duration;

/**
 * Connections to a provider, of one lane.
 *
 * @param connections most connections
 * @param queue most attempts that wait for a connection
 * @param idle how long an unused connection is kept
 * @param http2 whether HTTP/2 is used where the provider offers it by TLS
 */
public record PoolConfig(int connections, int queue, Duration idle, boolean http2) {
  public PoolConfig {
    new Rules()
        .within("connections", connections, 1, 100_000)
        .within("queue", queue, 0, 1_000_000)
        .within("idle", idle, Duration.ofMillis(1), Duration.ofHours(1))
        .enforce();
  }

  /** 2048 connections, kept for a minute. */
  public static PoolConfig defaults() {
    return new PoolConfig(2048, 1024, Duration.ofSeconds(60), true);
  }
}
