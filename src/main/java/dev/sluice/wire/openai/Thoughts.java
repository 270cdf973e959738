package dev.sluice.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Puts what a model thought where most clients look for it: servers tell it as {@code reasoning} or
 * among the parts of the content, clients read {@code reasoning_content}.
 */
final class Thoughts {
  /** The name that servers of newer vLLM, Groq and OpenRouter give it. */
  static final String OTHER = "reasoning";

  /** The name that clients know. */
  static final String USUAL = "reasoning_content";

  private Thoughts() {}

  /**
   * Puts a delta right in place. Parts of the content that are more than text and thought are left
   * as they are: they belong to one answer alone.
   */
  static void settle(ObjectNode delta) {
    if (delta.path("content").isArray() && plain(delta.path("content"))) {
      flatten(delta, delta.path("content"));
    }
    mirror(delta);
  }

  /** Puts a whole message right in place. Parts of the content that are no text are left out. */
  static void settleWhole(ObjectNode message) {
    if (message.path("content").isArray()) {
      flatten(message, message.path("content"));
    }
    mirror(message);
  }

  private static boolean plain(JsonNode parts) {
    for (JsonNode part : parts) {
      boolean told = part.isTextual() || part.has("text") || part.has("thinking");
      if (!told || part.has("signature")) {
        return false;
      }
    }
    return true;
  }

  private static void mirror(ObjectNode said) {
    JsonNode other = said.path(OTHER);
    if (other.isTextual() && !other.asText().isEmpty() && !said.hasNonNull(USUAL)) {
      said.set(USUAL, other);
    }
  }

  private static void flatten(ObjectNode said, JsonNode parts) {
    StringBuilder text = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    for (JsonNode part : parts) {
      JsonNode thinking = part.path("thinking");
      if (thinking.isMissingNode()) {
        text.append(part.isTextual() ? part.asText() : part.path("text").asText(""));
      } else {
        thought(thought, thinking);
      }
    }
    if (text.isEmpty()) {
      said.remove("content");
    } else {
      said.put("content", text.toString());
    }
    if (!thought.isEmpty() && !said.hasNonNull(USUAL)) {
      said.put(USUAL, thought.toString());
    }
  }

  /** A text, or a list of parts with texts. */
  private static void thought(StringBuilder thought, JsonNode thinking) {
    if (thinking.isTextual()) {
      thought.append(thinking.asText());
    }
    for (JsonNode part : thinking) {
      thought.append(part.path("text").asText(""));
    }
  }
}
