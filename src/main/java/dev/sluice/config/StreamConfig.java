package dev.sluice.config;

import java.time.Duration;

/**
 * How streams are kept alive.
 *
 * @param heartbeat silence after which a comment is sent to the client; zero for none
 */
public record StreamConfig(Duration heartbeat) {}
