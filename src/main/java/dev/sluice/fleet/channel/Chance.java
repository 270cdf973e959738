package dev.sluice.fleet.channel;

import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;

/** Bytes that nobody can foresee. */
final class Chance {
  private static final SecureRandom SOURCE = new SecureRandom();

  private Chance() {}

  static Buffer bytes(int length) {
    byte[] bytes = new byte[length];
    SOURCE.nextBytes(bytes);
    return Buffer.buffer(bytes);
  }
}
