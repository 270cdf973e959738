package dev.sluice.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts frames right that real clients would stumble over, on a tree of the frame. */
final class ChunkRepair {
  private final StreamHead head;
  private final Choices choices;
  private final CallRepair calls;

  ChunkRepair(StreamHead head, Choices choices, String fallbackId) {
    this.head = head;
    this.choices = choices;
    this.calls = new CallRepair(fallbackId);
  }

  /**
   * Puts a frame right in place; false when nothing is left of it that a client has to see. Throws
   * {@link FailureException} when it cannot be put right.
   */
  boolean repair(ObjectNode frame) {
    if (!frame.has("choices") && !frame.has("usage") && !frame.has("id")) {
      throw new FailureException(ErrorBody.failureIn(frame));
    }
    boolean anonymous = frame.path("id").asText("").isBlank();
    boolean silent = !frame.path("choices").isArray() || frame.path("choices").isEmpty();
    boolean counted = !frame.path("usage").isMissingNode() && !frame.path("usage").isNull();
    frame.remove("error");
    if (counted) {
      frame.remove("usage");
    }
    ArrayNode kept = choices(frame);
    if (kept.isEmpty() && (counted || anonymous || !silent)) {
      return false;
    }
    frame.set("choices", kept);
    head.repair(frame);
    return true;
  }

  private ArrayNode choices(ObjectNode frame) {
    ArrayNode kept = frame.arrayNode();
    if (frame.get("choices") instanceof ArrayNode all) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i) instanceof ObjectNode choice && choice(choice, i)) {
          kept.add(choice);
        }
      }
    }
    return kept;
  }

  /** False when the choice has nothing to say. */
  private boolean choice(ObjectNode choice, int position) {
    JsonNode number = choice.path("index");
    Choices.Choice state = choices.at(number.isIntegralNumber() ? index(number) : position);
    choice.put("index", state.index);
    ObjectNode delta = delta(choice);
    boolean again = state.finished;
    role(delta, state);
    Thoughts.settle(delta);
    calls.repair(delta, state);
    finish(choice, state);
    return !again || !isBare(delta);
  }

  private static int index(JsonNode number) {
    return number.canConvertToInt() ? number.intValue() : -1;
  }

  private static ObjectNode delta(ObjectNode choice) {
    JsonNode delta = choice.get("delta");
    if (delta instanceof ObjectNode object) {
      return object;
    }
    JsonNode message = choice.remove("message");
    ObjectNode made = message instanceof ObjectNode object ? object : choice.objectNode();
    choice.set("delta", made);
    return made;
  }

  private static void role(ObjectNode delta, Choices.Choice state) {
    if (!state.begun) {
      state.begun = true;
      delta.put("role", "assistant");
    } else if (!delta.path("role").asText("").equals("assistant")) {
      delta.remove("role");
    }
  }

  private static void finish(ObjectNode choice, Choices.Choice state) {
    FinishReason reason = reason(choice.get("finish_reason"));
    if (reason == null || state.finished) {
      choice.putNull("finish_reason");
      return;
    }
    state.finished = true;
    boolean called = reason == FinishReason.STOP && !state.calls.isEmpty();
    choice.put("finish_reason", (called ? FinishReason.TOOL_CALLS : reason).text());
  }

  /** The reason in the dialect's words. Throws {@link FailureException} when it tells a failure. */
  static @Nullable FinishReason reason(@Nullable JsonNode said) {
    String word = said != null && said.isTextual() ? said.asText() : "";
    if (FinishReason.isFailure(word)) {
      throw new FailureException(
          new Failure.Unavailable(502, "The provider gave up in the middle of its answer.", null));
    }
    return word.isBlank() ? null : FinishReason.nearest(word);
  }

  private static boolean isBare(ObjectNode delta) {
    for (Map.Entry<String, JsonNode> member : delta.properties()) {
      JsonNode value = member.getValue();
      boolean empty = value.isNull() || (value.isContainerNode() && value.isEmpty());
      boolean blank = value.isTextual() && value.asText().isEmpty();
      if (!empty && !blank && !member.getKey().equals("role")) {
        return false;
      }
    }
    return true;
  }
}
