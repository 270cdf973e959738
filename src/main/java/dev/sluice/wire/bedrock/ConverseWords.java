package dev.sluice.wire.bedrock;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.ServiceTier;
import org.jspecify.annotations.Nullable;

/** Words of the dialect and what they mean. */
final class ConverseWords {
  private ConverseWords() {}

  /**
   * What a reason means; one that nobody knows is an ordinary end. Throws {@link FailureException}
   * when the model failed at its answer.
   */
  static Finish finish(String word) {
    return switch (word) {
      case "stop_sequence" -> Finish.STOP_SEQUENCE;
      case "max_tokens" -> Finish.LENGTH;
      case "model_context_window_exceeded" -> Finish.CONTEXT_FULL;
      case "tool_use" -> Finish.TOOL_CALLS;
      case "guardrail_intervened", "content_filtered" -> Finish.REFUSAL;
      case "malformed_model_output", "malformed_tool_use" ->
          throw new FailureException(
              new Failure.Garbled("The model broke off an answer of its own that was malformed."));
      default -> Finish.END;
    };
  }

  /** The word for a tier that is asked for, null when there is none. */
  static @Nullable String asked(ServiceTier tier) {
    return switch (tier) {
      case STANDARD -> "default";
      case FLEX -> "flex";
      case PRIORITY -> "priority";
      case AUTO, SCALE, BATCH -> null;
    };
  }

  /** The tier that an answer was given, null for none that is known. */
  static @Nullable ServiceTier tier(@Nullable String word) {
    return switch (word) {
      case "default" -> ServiceTier.STANDARD;
      case "flex" -> ServiceTier.FLEX;
      case "priority" -> ServiceTier.PRIORITY;
      case null, default -> null;
    };
  }
}
