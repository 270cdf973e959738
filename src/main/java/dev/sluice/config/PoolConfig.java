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
public record PoolConfig(int connections, int queue, Duration idle, boolean http2) {}
