package dev.sluice.fleet.cluster;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of a member by way of another one.
 *
 * @param draining whether it is to drain, or to serve again
 */
record DrainOrder(boolean draining) {
  static final String TOPIC = "fleet.drain";

  private static final byte VERSION = 1;

  Buffer encode() {
    return Buffer.buffer().appendByte(VERSION).appendByte((byte) (draining ? 1 : 0));
  }

  /** What was asked; null when it is not understood. */
  static @Nullable DrainOrder decode(Buffer message) {
    return message.length() < 2 || message.getByte(0) < VERSION
        ? null
        : new DrainOrder(message.getByte(1) != 0);
  }
}
