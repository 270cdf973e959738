package dev.sluice.fleet.channel;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Codes of the messages of one connection. Each depends on the message's number, so that none can
 * be left out, repeated or moved unnoticed. Not safe for several threads.
 */
final class Signature {
  /** Bytes of a code. */
  static final int LENGTH = 16;

  private final Mac mac;
  private long number;

  Signature(byte[] key) {
    this.mac = FleetKey.mac(key);
  }

  /** The code of the next message. */
  byte[] next(Buffer message) {
    mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number++));
    return Arrays.copyOf(mac.doFinal(message.getBytes()), LENGTH);
  }

  /** Whether that is the code of the next message. */
  boolean checks(byte[] code, Buffer message) {
    return MessageDigest.isEqual(next(message), code);
  }
}
