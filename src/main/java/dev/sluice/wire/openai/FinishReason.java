package dev.sluice.wire.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a choice ended, in the five words of the dialect. */
enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS,
  CONTENT_FILTER,
  FUNCTION_CALL;

  private static final FinishReason[] ALL = values();
  private static final byte[][] JSON =
      Arrays.stream(ALL)
          .map(reason -> ('"' + reason.text + '"').getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private final String text = name().toLowerCase(Locale.ROOT);

  String text() {
    return text;
  }

  /** The reason that a JSON value says in the dialect's own words, null when it does not. */
  static @Nullable FinishReason exact(byte[] in, int from, int to) {
    for (FinishReason reason : ALL) {
      byte[] json = JSON[reason.ordinal()];
      if (Arrays.equals(in, from, to, json, 0, json.length)) {
        return reason;
      }
    }
    return null;
  }

  /** The nearest reason to a word of any provider. What nobody knows is an ordinary stop. */
  static FinishReason nearest(String word) {
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
  static boolean isFailure(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "error", "abort", "aborted", "network_error", "insufficient_system_resource" -> true;
      default -> false;
    };
  }
}
