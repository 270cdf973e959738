package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.openai.FinishReason;

/** Words of the dialect and what they mean. */
final class ChatWords {
  private ChatWords() {}

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
