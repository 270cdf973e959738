package dev.sluice.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.json.JsonTree;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts whole answers right that real clients would stumble over. */
final class AnswerRepair {
  private AnswerRepair() {}

  /** Puts an answer right in place. Throws {@link FailureException} when it is none. */
  static void repair(ObjectNode answer, @Nullable String publicModel) {
    if (!(answer.get("choices") instanceof ArrayNode choices) || choices.isEmpty()) {
      ErrorBody said = ErrorBody.read(answer);
      throw new FailureException(
          said.message() == null
              ? new Failure.Garbled("The provider's answer has no choices.")
              : ProviderFailure.within(said));
    }
    String id = answer.path("id").asText("");
    // A name made of the answer itself is as unique as the answer and needs no chance.
    String made = id.isBlank() ? UUID.nameUUIDFromBytes(JsonTree.write(answer)).toString() : id;
    answer.remove("error");
    answer.put("id", id.isBlank() ? "chatcmpl-" + made : id);
    answer.put("object", "chat.completion");
    if (!answer.path("created").isIntegralNumber()) {
      answer.put("created", 0);
    }
    if (publicModel != null || answer.path("model").asText("").isBlank()) {
      answer.put("model", publicModel == null ? "unknown" : publicModel);
    }
    for (int i = 0; i < choices.size(); i++) {
      if (!(choices.get(i) instanceof ObjectNode choice)) {
        throw new FailureException(
            new Failure.Garbled("The provider's answer has a choice that is no object."));
      }
      choice(choice, i, made);
    }
  }

  private static void choice(ObjectNode choice, int position, String id) {
    if (!choice.path("index").isIntegralNumber()) {
      choice.put("index", position);
    }
    ObjectNode message =
        choice.get("message") instanceof ObjectNode object ? object : choice.putObject("message");
    message.put("role", "assistant");
    Thoughts.settleWhole(message);
    if (!message.path("content").isTextual()) {
      message.putNull("content");
    }
    none(message, Gap.Member.REFUSAL);
    none(choice, Gap.Member.LOGPROBS);
    boolean called = calls(message, "call_" + id + '_' + position + '_');
    FinishReason reason = ChunkRepair.reason(choice.get("finish_reason"));
    if (reason == null || reason == FinishReason.STOP) {
      reason = called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }
    choice.put("finish_reason", reason.text());
  }

  private static void none(ObjectNode of, Gap.Member member) {
    if (!of.has(member.text())) {
      of.putNull(member.text());
    }
  }

  /** Whether there are calls. */
  private static boolean calls(ObjectNode message, String idPrefix) {
    if (!(message.get("tool_calls") instanceof ArrayNode said)) {
      message.remove("tool_calls");
      return false;
    }
    ArrayNode kept = message.arrayNode();
    for (JsonNode item : said) {
      if (item instanceof ObjectNode call) {
        call(call, idPrefix + kept.size());
        kept.add(call);
      }
    }
    if (kept.isEmpty()) {
      message.remove("tool_calls");
    } else {
      message.set("tool_calls", kept);
    }
    return !kept.isEmpty();
  }

  private static void call(ObjectNode call, String id) {
    if (call.path("id").asText("").isBlank()) {
      call.put("id", id);
    }
    if (call.path("custom").isObject()) {
      call.put("type", "custom");
      return;
    }
    call.put("type", "function");
    CallRepair.function(call, true);
    if (call.path("function").path("arguments").asText("").isBlank()
        && call.get("function") instanceof ObjectNode function) {
      function.put("arguments", "{}");
    }
  }
}
