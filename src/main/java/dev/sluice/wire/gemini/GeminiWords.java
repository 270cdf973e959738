package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.Finish;
import org.jspecify.annotations.Nullable;

/** Words of the dialect and what they mean. */
final class GeminiWords {
  private GeminiWords() {}

  /**
   * What a reason means; one that nobody knows is an ordinary end.
   *
   * <p>Throws {@link FailureException} when it says that the model failed.
   *
   * @param calls whether the answer calls functions, of which the dialect's reason says nothing
   */
  static Finish finish(String word, boolean calls) {
    return switch (word) {
      case "MAX_TOKENS", "CONTINUATION" -> Finish.LENGTH;
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "MODEL_ARMOR",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION" ->
          Finish.REFUSAL;
      case "MALFORMED_FUNCTION_CALL",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MALFORMED_RESPONSE" ->
          throw new FailureException(
              new Failure.Unavailable(
                  502, "The model failed while it answered (" + word + ").", null));
      default -> calls ? Finish.TOOL_CALLS : Finish.END;
    };
  }

  /** Whether the word says that an answer has ended. */
  static boolean ends(@Nullable String word) {
    return word != null && !word.isEmpty() && !word.equals("FINISH_REASON_UNSPECIFIED");
  }

  static String finish(Finish finish) {
    return switch (finish) {
      case END, STOP_SEQUENCE, TOOL_CALLS, PAUSE -> "STOP";
      case LENGTH, CONTEXT_FULL -> "MAX_TOKENS";
      case REFUSAL -> "SAFETY";
    };
  }

  /** The effort that a level asks for, null when it is none. */
  static @Nullable Effort effort(@Nullable String level) {
    return switch (level) {
      case "MINIMAL", "minimal" -> Effort.MINIMAL;
      case "LOW", "low" -> Effort.LOW;
      case "MEDIUM", "medium" -> Effort.MEDIUM;
      case "HIGH", "high" -> Effort.HIGH;
      case null, default -> null;
    };
  }

  /** The level for an effort. */
  static String level(Effort effort, GeminiTraits traits) {
    return switch (effort) {
      case NONE, MINIMAL -> traits.minimal() ? "MINIMAL" : "LOW";
      case LOW -> "LOW";
      case MEDIUM -> traits.medium() ? "MEDIUM" : "HIGH";
      case HIGH, XHIGH, MAX -> "HIGH";
    };
  }

  /** The budget for an effort, in tokens. */
  static long budget(Effort effort) {
    return switch (effort) {
      case NONE -> 0;
      case MINIMAL, LOW -> 1024;
      case MEDIUM -> 8192;
      case HIGH, XHIGH, MAX -> 24_576;
    };
  }
}
