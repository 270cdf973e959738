package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the items of a response's output and the parts of their content. */
final class ResponsesItems {
  private ResponsesItems() {}

  /** A message with its parts, which are written already. */
  static void message(JsonOut out, String id, String status, List<byte[]> parts) {
    out.object().member("id", id).member("type", "message").member("status", status);
    out.member("role", "assistant").key("content").array();
    parts.forEach(out::json);
    out.endArray().endObject();
  }

  /** A part of text. */
  static void text(JsonOut out, CharSequence text, List<Citation> citations, List<Json> logprobs) {
    out.object().member("type", "output_text").member("text", text.toString());
    out.key("annotations").array();
    for (Citation citation : citations) {
      ResponsesCitations.write(out, citation, text.length());
    }
    out.endArray().key("logprobs");
    out.json(new Json(ResponsesLogprobs.joined(logprobs))).endObject();
  }

  /** A part that says why there is no answer. */
  static void refusal(JsonOut out, CharSequence text) {
    out.object().member("type", "refusal").member("refusal", text.toString()).endObject();
  }

  /** A call. */
  static void call(
      JsonOut out, String id, String status, String callId, String name, String arguments) {
    out.object().member("id", id).member("type", "function_call").member("status", status);
    out.member("arguments", arguments).member("call_id", callId).member("name", name).endObject();
  }

  /**
   * A thought.
   *
   * @param summed whether there is a text of it, however short
   * @param encrypted what its provider knows it by, null when there is nothing
   */
  static void thought(
      JsonOut out, String id, CharSequence text, boolean summed, @Nullable String encrypted) {
    out.object().member("id", id).member("type", "reasoning").key("summary").array();
    if (summed) {
      summary(out, text);
    }
    out.endArray();
    if (encrypted != null) {
      out.member("encrypted_content", encrypted);
    }
    out.endObject();
  }

  /** The text of a thought. */
  static void summary(JsonOut out, CharSequence text) {
    out.object().member("type", "summary_text").member("text", text.toString()).endObject();
  }
}
