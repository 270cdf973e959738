package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.JsonOut;
import java.util.List;

/** Writes the tool calls of a whole message. */
final class ChatCalls {
  private ChatCalls() {}

  /** The member, unless there are none. */
  static void write(JsonOut out, List<Part.ToolCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    out.key("tool_calls").array();
    for (Part.ToolCall call : calls) {
      out.object().member("id", call.id()).member("type", "function");
      out.key("function").object().member("name", call.name());
      out.member("arguments", call.arguments()).endObject().endObject();
    }
    out.endArray();
  }
}
