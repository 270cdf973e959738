package dev.sluice.wire.canonical;

import org.jspecify.annotations.Nullable;

/**
 * The signatures of thoughts, told apart by whose they are: a provider refuses those of another.
 * Gemini's are marked in the canonical form, unmarked ones are Anthropic's.
 */
public final class Signatures {
  private static final String GEMINI = "gemini:";

  private Signatures() {}

  /** The canonical signature of one of Gemini's. */
  public static String gemini(String own) {
    return GEMINI + own;
  }

  /** Gemini's own signature, null when it is none of Gemini's. */
  public static @Nullable String ofGemini(@Nullable String signature) {
    return signature != null && signature.startsWith(GEMINI)
        ? signature.substring(GEMINI.length())
        : null;
  }

  /** Whether it is one of Gemini's. */
  public static boolean isGemini(@Nullable String signature) {
    return signature != null && signature.startsWith(GEMINI);
  }
}
