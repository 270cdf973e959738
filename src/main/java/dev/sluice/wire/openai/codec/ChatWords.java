package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.openai.FinishReason;
import org.jspecify.annotations.Nullable;

/** Words of the dialect and what they mean. */
final class ChatWords {
  private ChatWords() {}

  static @Nullable ServiceTier tier(@Nullable String word) {
    return switch (word) {
      case "auto" -> ServiceTier.AUTO;
      case "default", "standard" -> ServiceTier.STANDARD;
      case "flex" -> ServiceTier.FLEX;
      case "scale" -> ServiceTier.SCALE;
      case "priority" -> ServiceTier.PRIORITY;
      case "batch" -> ServiceTier.BATCH;
      case null, default -> null;
    };
  }

  static String tier(ServiceTier tier) {
    return switch (tier) {
      case AUTO -> "auto";
      case STANDARD -> "default";
      case FLEX, BATCH -> "flex";
      case SCALE -> "scale";
      case PRIORITY -> "priority";
    };
  }

  static Finish finish(String word) {
    return switch (FinishReason.nearest(word)) {
      case STOP -> Finish.END;
      case LENGTH -> Finish.LENGTH;
      case TOOL_CALLS, FUNCTION_CALL -> Finish.TOOL_CALLS;
      case CONTENT_FILTER -> Finish.REFUSAL;
    };
  }

  static String finish(Finish finish) {
    FinishReason reason =
        switch (finish) {
          case END, STOP_SEQUENCE, PAUSE -> FinishReason.STOP;
          case LENGTH, CONTEXT_FULL -> FinishReason.LENGTH;
          case TOOL_CALLS -> FinishReason.TOOL_CALLS;
          case REFUSAL -> FinishReason.CONTENT_FILTER;
        };
    return reason.text();
  }
}
