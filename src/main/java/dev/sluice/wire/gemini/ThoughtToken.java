package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Signatures;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signature as clients of the dialect keep it. Gemini's own are passed as they are; those of
 * other providers, and thoughts that only they can read, are put into the dialect's form behind a
 * mark, because its clients take nothing but base64.
 *
 * @param own one of Gemini's, null for none
 * @param signature one of another provider's, null for none
 * @param sealed a thought that another provider alone can read, null for none
 */
record ThoughtToken(@Nullable String own, @Nullable String signature, @Nullable String sealed) {
  /** Nine bytes, so that they make twelve letters of base64 whatever follows. */
  private static final String SIGNED = "sluice/1:";

  private static final String SEALED = "sluice/2:";
  private static final String SIGNED_LETTERS = encode(SIGNED);
  private static final String SEALED_LETTERS = encode(SEALED);
  private static final ThoughtToken NONE = new ThoughtToken(null, null, null);

  /** What a client kept; null for nothing. */
  static ThoughtToken read(@Nullable String kept) {
    if (kept == null || kept.isEmpty() || kept.equals(PartWriter.NO_SIGNATURE)) {
      return NONE;
    }
    if (kept.startsWith(SIGNED_LETTERS)) {
      String inside = decode(kept, SIGNED_LETTERS.length());
      return inside == null ? NONE : new ThoughtToken(null, inside, null);
    }
    if (kept.startsWith(SEALED_LETTERS)) {
      String inside = decode(kept, SEALED_LETTERS.length());
      return inside == null ? NONE : new ThoughtToken(null, null, inside);
    }
    return new ThoughtToken(kept, null, null);
  }

  /** What a client is to keep of a signature in canonical form. */
  static String kept(String signature) {
    String own = Signatures.ofGemini(signature);
    return own == null ? encode(SIGNED + signature) : own;
  }

  /** What a client is to keep of a thought that another provider alone can read. */
  static String keptSealed(String data) {
    return encode(SEALED + data);
  }

  /** The signature that a call takes with it: Gemini's alone. */
  @Nullable String ofCall() {
    return own;
  }

  /** Adds the thought that it stands for, of which the text is known. */
  void add(String text, List<Part> said) {
    if (sealed != null) {
      said.add(new Part.SealedReasoning(sealed));
    } else if (signature != null) {
      said.add(new Part.Reasoning(text, signature));
    } else if (own != null) {
      said.add(new Part.Reasoning(text, Signatures.gemini(own)));
    } else if (!text.isEmpty()) {
      said.add(new Part.Reasoning(text, null));
    }
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String decode(String kept, int from) {
    String usual = kept.substring(from).replace('-', '+').replace('_', '/');
    try {
      return new String(Base64.getDecoder().decode(usual), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
