package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Part;
import org.jspecify.annotations.Nullable;

/**
 * By what a provider knows a thought again. The dialect has one field for it, in which clients get
 * what other providers sign or seal; and a provider of the dialect wants its own back together with
 * the item's id.
 */
final class Seals {
  private static final String SEALED = "sealed:";
  private static final String OWN = "rs:";

  private Seals() {}

  /** The thought that a client gives back, null when it says nothing. */
  static @Nullable Part thought(String text, @Nullable String encrypted) {
    if (encrypted != null && encrypted.startsWith(SEALED)) {
      return new Part.SealedReasoning(encrypted.substring(SEALED.length()));
    }
    return text.isEmpty() && encrypted == null ? null : new Part.Reasoning(text, encrypted);
  }

  /** What a client is given to give back of a thought that no other can read. */
  static String sealed(String data) {
    return SEALED + data;
  }

  /** The signature of a provider's thought, null when it has none. */
  static @Nullable String signature(@Nullable String id, @Nullable String encrypted) {
    return encrypted == null || encrypted.isEmpty()
        ? null
        : OWN + (id == null ? "" : id) + ":" + encrypted;
  }

  /** Whether a signature was made by a provider of the dialect. */
  static boolean own(@Nullable String signature) {
    return signature != null
        && signature.startsWith(OWN)
        && signature.indexOf(':', OWN.length()) >= 0;
  }

  /** Id of the item that an own signature is of, empty when it has none. */
  static String id(String signature) {
    return signature.substring(OWN.length(), signature.indexOf(':', OWN.length()));
  }

  /** What the item of an own signature had encrypted. */
  static String encrypted(String signature) {
    return signature.substring(signature.indexOf(':', OWN.length()) + 1);
  }
}
