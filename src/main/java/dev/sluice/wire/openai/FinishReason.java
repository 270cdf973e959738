package dev.sluice.wire.openai;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a choice ended, in the five words of the dialect. */
public enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS,
  CONTENT_FILTER,
  FUNCTION_CALL;

  private static final FinishReason[] ALL = values();
  private final String text = name().toLowerCase(Locale.ROOT);

  /** Its word. */
  public String text() {
    return text;
  }

  /** The reason that a JSON value says in the dialect's own words, null when it does not. */
  static @Nullable FinishReason exact(byte[] in, int from, int to) {
    for (FinishReason reason : ALL) {
      if (reason.is(in, from, to)) {
        return reason;
      }
    }
    return null;
  }

  private boolean is(byte[] in, int from, int to) {
    if (to - from != text.length() + 2 || in[from] != '"') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (in[from + 1 + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The nearest reason to a word of any provider. What nobody knows is an ordinary stop. */
  public static FinishReason nearest(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "length", "max_tokens", "model_length", "max_output_tokens", "max_length" -> LENGTH;
      case "tool_calls", "tool_call", "tool_use" -> TOOL_CALLS;
      case "function_call" -> FUNCTION_CALL;
      case "content_filter",
          "content_filtered",
          "safety",
          "recitation",
          "blocklist",
          "prohibited_content",
          "spii",
          "sensitive",
          "refusal",
          "guardrail_intervened" ->
          CONTENT_FILTER;
      default -> STOP;
    };
  }

  /** Whether a provider's word says that the answer failed rather than ended. */
  public static boolean isFailure(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "error", "abort", "aborted", "network_error", "insufficient_system_resource" -> true;
      default -> false;
    };
  }
}
