package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.List;

/** Writes the messages of a request. */
final class ChatMessageWriter {
  private static final String SEPARATOR = "\n\n";

  private final JsonOut out;
  private final ChatTraits traits;
  private final Dropped dropped;
  private final ChatPartWriter parts;

  ChatMessageWriter(JsonOut out, ChatTraits traits, Dropped dropped) {
    this.out = out;
    this.traits = traits;
    this.dropped = dropped;
    this.parts = new ChatPartWriter(out, dropped);
  }

  void write(List<Message> messages) {
    out.key("messages").array();
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM -> instruction("system", message);
        case DEVELOPER -> instruction("developer", message);
        case USER -> user(message.parts());
        case ASSISTANT -> assistant(message.parts());
      }
    }
    out.endArray();
  }

  private void instruction(String role, Message message) {
    StringBuilder text = new StringBuilder();
    for (Part part : message.parts()) {
      parts.hint(part);
      if (part instanceof Part.Text said) {
        text.append(text.isEmpty() ? "" : SEPARATOR).append(said.text());
      }
    }
    out.object().member("role", role).member("content", text.toString()).endObject();
  }

  private void user(List<Part> said) {
    List<Part> rest = new ArrayList<>();
    for (Part part : said) {
      if (part instanceof Part.ToolResult result) {
        result(result, rest);
      } else {
        rest.add(part);
      }
    }
    if (rest.isEmpty()) {
      return;
    }
    out.object().member("role", "user").key("content");
    if (rest.size() == 1 && rest.getFirst() instanceof Part.Text only) {
      parts.hint(only);
      out.text(only.text());
    } else {
      out.array();
      rest.forEach(parts::write);
      out.endArray();
    }
    out.endObject();
  }

  /** A tool's message is text; what else it has is said by the user right after. */
  private void result(Part.ToolResult result, List<Part> rest) {
    parts.hint(result);
    StringBuilder text = new StringBuilder(result.failed() ? "Error: " : "");
    boolean pictured = false;
    boolean first = true;
    for (Part part : result.parts()) {
      if (part instanceof Part.Text said) {
        text.append(first ? "" : SEPARATOR).append(said.text());
        first = false;
      } else {
        if (!pictured) {
          rest.add(new Part.Text("Of the result of tool call " + result.callId() + ":"));
        }
        pictured = true;
        rest.add(part);
      }
    }
    if (pictured) {
      text.append(first ? "" : SEPARATOR).append("The rest of this result follows below.");
    }
    out.object()
        .member("role", "tool")
        .member("tool_call_id", result.callId())
        .member("content", text.toString())
        .endObject();
  }

  private void assistant(List<Part> said) {
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    List<Part.ToolCall> calls = new ArrayList<>();
    for (Part part : said) {
      parts.hint(part);
      switch (part) {
        case Part.Text one -> text.append(one.text());
        case Part.Refusal one -> refusal.append(one.text());
        case Part.Reasoning one -> thought.append(one.text());
        case Part.ToolCall one -> calls.add(one);
        case Part.SealedReasoning _ ->
            dropped.drop("redacted_thinking", "only its own provider can read it");
        default -> throw Dropped.refusal("messages", "the assistant says text only");
      }
    }
    out.object().member("role", "assistant");
    if (text.isEmpty() && (!calls.isEmpty() || !refusal.isEmpty())) {
      out.none("content");
    } else {
      out.member("content", text.toString());
    }
    if (!refusal.isEmpty()) {
      out.member("refusal", refusal.toString());
    }
    thought(thought);
    ChatCalls.write(out, calls, false);
    out.endObject();
  }

  private void thought(StringBuilder thought) {
    if (thought.isEmpty()) {
      return;
    }
    if (traits.thoughts()) {
      out.member("reasoning_content", thought.toString());
    } else {
      dropped.drop("thinking", "the provider does not take thoughts back");
    }
  }
}
