package dev.sluice.stats.share;

import io.vertx.core.buffer.Buffer;

/**
 * A message as it came.
 *
 * @param from id of the sender
 * @param arrived when, by the receiver's monotonic clock
 */
record Letter(String from, long arrived, Buffer message) {}
