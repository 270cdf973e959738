package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.JsonOut;
import java.util.List;

/** Writes the tool calls of a whole message. */
final class ChatCalls {
  private ChatCalls() {}

  /**
   * The member, unless there are none.
   *
   * @param signed whether signatures are told, which clients keep and other providers refuse
   */
  static void write(JsonOut out, List<Part.ToolCall> calls, boolean signed) {
    if (calls.isEmpty()) {
      return;
    }
    out.key("tool_calls").array();
    for (Part.ToolCall call : calls) {
      out.object().member("id", call.id()).member("type", "function");
      out.key("function").object().member("name", call.name());
      out.member("arguments", call.arguments()).endObject();
      if (signed && call.signature() != null) {
        signature(out, call.signature());
      }
      out.endObject();
    }
    out.endArray();
  }

  /** The signature of a call, where Google's own servers of this dialect put it. */
  static void signature(JsonOut out, String signature) {
    out.key("extra_content").object().key("google").object();
    out.member("thought_signature", signature).endObject().endObject();
  }
}
