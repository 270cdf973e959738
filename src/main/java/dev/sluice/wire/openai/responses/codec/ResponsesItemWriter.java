package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.List;

/** Writes a conversation as instructions and items. */
final class ResponsesItemWriter {
  private static final String SEPARATOR = "\n\n";

  private final JsonOut out;
  private final Dropped dropped;
  private final ResponsesPartWriter parts;

  ResponsesItemWriter(JsonOut out, Dropped dropped) {
    this.out = out;
    this.dropped = dropped;
    this.parts = new ResponsesPartWriter(out, dropped);
  }

  /** Writes the members. Instructions are what the system says at first, if it says no more. */
  void write(List<Message> messages) {
    boolean instructed =
        messages.size() > 1
            && messages.stream().skip(1).noneMatch(ResponsesItemWriter::instructs)
            && messages.getFirst().role() == Role.SYSTEM
            && messages.getFirst().parts().size() == 1;
    if (instructed) {
      out.member("instructions", text(messages.getFirst().parts()));
    }
    out.key("input").array();
    for (Message message : instructed ? messages.subList(1, messages.size()) : messages) {
      switch (message.role()) {
        case SYSTEM -> said("system", message.parts());
        case DEVELOPER -> said("developer", message.parts());
        case USER -> user(message.parts());
        case ASSISTANT -> assistant(message.parts());
      }
    }
    out.endArray();
  }

  private static boolean instructs(Message message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }

  private String text(List<Part> said) {
    StringBuilder text = new StringBuilder();
    for (Part part : said) {
      parts.hint(part);
      if (part instanceof Part.Text one) {
        text.append(text.isEmpty() ? "" : SEPARATOR).append(one.text());
      }
    }
    return text.toString();
  }

  private void said(String role, List<Part> said) {
    out.object().member("role", role).key("content");
    parts.content(said);
    out.endObject();
  }

  private void user(List<Part> said) {
    List<Part> rest = new ArrayList<>();
    for (Part part : said) {
      if (part instanceof Part.ToolResult result) {
        result(result);
      } else {
        rest.add(part);
      }
    }
    if (!rest.isEmpty()) {
      said("user", rest);
    }
  }

  private void result(Part.ToolResult result) {
    parts.hint(result);
    List<Part> told = result.parts();
    if (result.failed()) {
      told = new ArrayList<>(told);
      told.addFirst(new Part.Text("Error:"));
    }
    out.object().member("type", "function_call_output").member("call_id", result.callId());
    out.key("output");
    parts.content(told);
    out.endObject();
  }

  /** What belongs to one message is written as one; thoughts and calls are items beside it. */
  private void assistant(List<Part> said) {
    boolean open = false;
    for (Part part : said) {
      parts.hint(part);
      boolean spoken = part instanceof Part.Text || part instanceof Part.Refusal;
      if (spoken && !open) {
        out.object().member("type", "message").member("role", "assistant");
        out.key("content").array();
      } else if (!spoken && open) {
        out.endArray().endObject();
      }
      open = spoken;
      piece(part);
    }
    if (open) {
      out.endArray().endObject();
    }
  }

  private void piece(Part part) {
    switch (part) {
      case Part.Text text ->
          out.object()
              .member("type", "output_text")
              .member("text", text.text())
              .key("annotations")
              .array()
              .endArray()
              .endObject();
      case Part.Refusal refusal ->
          out.object().member("type", "refusal").member("refusal", refusal.text()).endObject();
      case Part.ToolCall call ->
          out.object()
              .member("type", "function_call")
              .member("call_id", call.id())
              .member("name", call.name())
              .member("arguments", call.arguments().isEmpty() ? "{}" : call.arguments())
              .endObject();
      case Part.Reasoning thought -> thought(thought);
      case Part.SealedReasoning _ ->
          dropped.drop("redacted_thinking", "only its own provider can read it");
      default -> throw Dropped.refusal("messages", "the assistant says text only");
    }
  }

  private void thought(Part.Reasoning thought) {
    String signature = thought.signature();
    if (signature == null || !Seals.own(signature)) {
      dropped.drop("thinking", "the provider takes back its own thoughts only");
      return;
    }
    out.object().member("type", "reasoning");
    if (!Seals.id(signature).isEmpty()) {
      out.member("id", Seals.id(signature));
    }
    out.key("summary").array();
    if (!thought.text().isEmpty()) {
      out.object().member("type", "summary_text").member("text", thought.text()).endObject();
    }
    out.endArray().member("encrypted_content", Seals.encrypted(signature)).endObject();
  }
}
