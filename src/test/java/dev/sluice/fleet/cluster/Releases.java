package dev.sluice.fleet.cluster;

import io.vertx.core.buffer.Buffer;

/** Announcements as other releases write them. */
final class Releases {
  private static final int ADDRESS = 6;

  private Releases() {}

  /** The same, as the first release wrote it. */
  static Buffer withoutOffer(Buffer message) {
    int config = end(message, ADDRESS);
    return message.getBuffer(0, end(message, config)).setByte(0, (byte) 1);
  }

  private static int end(Buffer message, int start) {
    return start + 2 + message.getUnsignedShort(start);
  }
}
