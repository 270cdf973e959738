package dev.sluice.wire;

import dev.sluice.model.Failure;
import java.util.Locale;
import java.util.Set;

/** Why a provider found a request at fault, as far as that matters for what is tried next. */
public enum Refusal {
  /** Prompt and answer do not fit into the context window. */
  CONTEXT_LENGTH("context_length"),
  /** The provider does not want to speak of it. */
  CONTENT_FILTER("content_filter"),
  /** Anything else. */
  OTHER("rejected");

  private static final Set<String> CONTEXT_CODES =
      Set.of("context_length_exceeded", "context_window_exceeded", "exceed_context_size_error");

  private static final Set<String> FILTER_CODES =
      Set.of(
          "content_filter",
          "content_policy_violation",
          "moderation_blocked",
          "data_inspection_failed");

  /** What compatible servers write that have no code for it. */
  private static final String[] CONTEXT_WORDS = {
    "context length",
    "context window",
    "context size",
    "context limit",
    "maximum model length",
    "maximum prompt length",
    "prompt is too long",
    "input is too long",
    "input token count",
    "`inputs` tokens + `max_new_tokens`",
  };

  private static final String[] FILTER_WORDS = {
    "content management policy", "content exists risk", "flagged as potentially violating",
  };

  private final String id;

  Refusal(String id) {
    this.id = id;
  }

  /** Name of the reason in configuration. */
  public String id() {
    return id;
  }

  /** The reason of a rejection, by its code or type, else by its message. */
  public static Refusal of(Failure.Rejected rejected) {
    if (coded(rejected, CONTEXT_CODES)) {
      return CONTEXT_LENGTH;
    }
    if (coded(rejected, FILTER_CODES)) {
      return CONTENT_FILTER;
    }
    if (rejected.status() == 404) {
      return OTHER;
    }
    String message = rejected.message().toLowerCase(Locale.ROOT);
    if (holds(message, CONTEXT_WORDS)) {
      return CONTEXT_LENGTH;
    }
    return holds(message, FILTER_WORDS) ? CONTENT_FILTER : OTHER;
  }

  private static boolean coded(Failure.Rejected rejected, Set<String> codes) {
    return (rejected.code() != null && codes.contains(rejected.code()))
        || (rejected.type() != null && codes.contains(rejected.type()));
  }

  private static boolean holds(String message, String[] words) {
    for (String word : words) {
      if (message.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
