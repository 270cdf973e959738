package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.ServiceTier;
import org.jspecify.annotations.Nullable;

/** Words of the dialect and what they mean. */
final class MessagesWords {
  private MessagesWords() {}

  /** What a reason means; one that nobody knows is an ordinary end. */
  static Finish finish(String word) {
    return switch (word) {
      case "stop_sequence" -> Finish.STOP_SEQUENCE;
      case "max_tokens" -> Finish.LENGTH;
      case "model_context_window_exceeded" -> Finish.CONTEXT_FULL;
      case "tool_use" -> Finish.TOOL_CALLS;
      case "refusal" -> Finish.REFUSAL;
      case "pause_turn" -> Finish.PAUSE;
      default -> Finish.END;
    };
  }

  static String finish(Finish finish) {
    return switch (finish) {
      case END -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case LENGTH -> "max_tokens";
      case CONTEXT_FULL -> "model_context_window_exceeded";
      case TOOL_CALLS -> "tool_use";
      case REFUSAL -> "refusal";
      case PAUSE -> "pause_turn";
    };
  }

  /** The tier that a request asks for or an answer was given. */
  static @Nullable ServiceTier tier(@Nullable String word) {
    return switch (word) {
      case "auto" -> ServiceTier.AUTO;
      case "standard_only", "standard" -> ServiceTier.STANDARD;
      case "priority" -> ServiceTier.PRIORITY;
      case "batch" -> ServiceTier.BATCH;
      case null, default -> null;
    };
  }

  /** The word of an answer. */
  static String told(ServiceTier tier) {
    return switch (tier) {
      case AUTO, STANDARD, FLEX -> "standard";
      case SCALE, PRIORITY -> "priority";
      case BATCH -> "batch";
    };
  }

  /** The word of a request, null when there is none. */
  static @Nullable String asked(ServiceTier tier) {
    return switch (tier) {
      case AUTO -> "auto";
      case STANDARD -> "standard_only";
      case FLEX, SCALE, PRIORITY, BATCH -> null;
    };
  }
}
