package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Finish;
import org.jspecify.annotations.Nullable;

/** Words of the dialect and what they mean. */
final class ResponsesWords {
  static final String COMPLETED = "completed";
  static final String INCOMPLETE = "incomplete";
  static final String IN_PROGRESS = "in_progress";
  static final String FAILED = "failed";

  /** What is included of an answer when it is asked for. */
  static final String LOGPROBS = "message.output_text.logprobs";

  static final String ENCRYPTED = "reasoning.encrypted_content";

  private ResponsesWords() {}

  /** Why a response with this end is incomplete, null when it is complete. */
  static @Nullable String reason(Finish finish) {
    return switch (finish) {
      case END, STOP_SEQUENCE, PAUSE, TOOL_CALLS -> null;
      case LENGTH, CONTEXT_FULL -> "max_output_tokens";
      case REFUSAL -> "content_filter";
    };
  }

  /** The status of a response, or of its last item, with this end. */
  static String status(Finish finish) {
    return reason(finish) == null ? COMPLETED : INCOMPLETE;
  }

  /**
   * How a response ended.
   *
   * @param reason why it is incomplete, null when it is complete
   * @param called whether it asks for calls
   * @param refused whether it is a refusal
   */
  static Finish finish(@Nullable String reason, boolean called, boolean refused) {
    if ("content_filter".equals(reason)) {
      return Finish.REFUSAL;
    }
    if (reason != null) {
      return Finish.LENGTH;
    }
    return called ? Finish.TOOL_CALLS : refused ? Finish.REFUSAL : Finish.END;
  }
}
