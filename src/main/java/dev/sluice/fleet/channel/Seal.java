package dev.sluice.fleet.channel;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.crypto.Mac;

/**
 * Shows each end of one connection that the other knows the key, and signs what goes over it.
 *
 * <p>Both ends prove it of the same words, to which each has added its chance, so that no proof can
 * be used a second time; the role is part of it, so that none can be sent back.
 */
final class Seal {
  /** Bytes of a proof. */
  static final int PROOF = 32;

  private final byte[] key;
  private final byte[] words;

  enum Role {
    CALLER,
    CALLED
  }

  /**
   * The seal of a connection.
   *
   * @param key of the fleet
   * @param version that both ends speak on it
   * @param nonce chance of the called
   */
  Seal(byte[] key, Hello hello, int version, Buffer nonce) {
    this.key = key.clone();
    this.words = hello.encode().appendUnsignedByte((short) version).appendBuffer(nonce).getBytes();
  }

  /** What an end sends to show that it knows the key. */
  byte[] proof(Role role) {
    return code(role.name());
  }

  /** Whether that is what an end has to send. */
  boolean proves(Role role, byte[] proof) {
    return MessageDigest.isEqual(proof(role), proof);
  }

  /** Signs or checks the messages of the connection. */
  Signature signature() {
    return new Signature(code("MESSAGES"));
  }

  private byte[] code(String purpose) {
    Mac mac = FleetKey.mac(key);
    mac.update(purpose.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return mac.doFinal(words);
  }
}
