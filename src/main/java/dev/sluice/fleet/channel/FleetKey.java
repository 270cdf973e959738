package dev.sluice.fleet.channel;

import dev.sluice.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys made of the fleet's secret: none tells the secret or another key. */
public final class FleetKey {
  static final String ALGORITHM = "HmacSHA256";

  private FleetKey() {}

  /** The key for a purpose, 32 bytes. An empty secret has keys that everybody knows. */
  public static byte[] of(Secret secret, String purpose) {
    // The purpose is the key of the function because a key must not be empty.
    Mac mac = mac(("sluice " + purpose).getBytes(StandardCharsets.UTF_8));
    return mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
  }

  /** Makes authentication codes with a key. */
  static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new LinkageError("every Java has " + ALGORITHM, e);
    }
  }
}
