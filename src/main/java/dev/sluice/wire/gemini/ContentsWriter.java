package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the system's words and the turns in the order that the dialect insists on: the user first,
 * and the results of all calls of a turn at the head of the next one.
 */
final class ContentsWriter {
  private static final Part.Text GO_ON = new Part.Text("Go on.");
  private static final Part.Text UNANSWERED = new Part.Text("The tool gave no result.");
  private static final String FIELD = "messages";

  private final JsonOut out;
  private final PartWriter parts;
  private final GeminiTraits traits;
  private final Dropped dropped;

  ContentsWriter(JsonOut out, GeminiNames names, GeminiTraits traits, Dropped dropped) {
    this.out = out;
    this.parts = new PartWriter(out, names, traits, dropped);
    this.traits = traits;
    this.dropped = dropped;
  }

  void write(List<Message> messages) {
    List<Part> system = new ArrayList<>();
    List<Message> turns = turns(messages, system);
    if (turns.isEmpty()) {
      throw bad("must hold something that the user or the assistant says");
    }
    system(system);
    out.key("contents").array();
    if (turns.getFirst().role() == Role.ASSISTANT) {
      user(List.of(GO_ON), List.of());
    }
    List<Part.ToolCall> open = List.of();
    for (Message turn : turns) {
      if (turn.role() == Role.ASSISTANT) {
        if (!open.isEmpty()) {
          user(List.of(), open);
        }
        model(turn.parts());
        open = calls(turn);
      } else {
        user(turn.parts(), open);
        open = List.of();
      }
    }
    if (!open.isEmpty()) {
      user(List.of(), open);
    }
    out.endArray();
  }

  /** The turns, and the system's words gathered apart, or said by the user where there are none. */
  private List<Message> turns(List<Message> messages, List<Part> system) {
    Conversation turns = new Conversation();
    boolean begun = false;
    for (Message message : messages) {
      boolean instructs = message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
      if (instructs && begun && traits.system()) {
        dropped.drop("messages.role", "a later system message is moved to the front");
      }
      begun |= !instructs;
      for (Part part : message.parts()) {
        if (instructs && !traits.system()) {
          turns.add(Role.USER, part);
        } else if (instructs) {
          system.add(part);
        } else {
          turns.add(message.role(), part);
        }
      }
    }
    return turns.end();
  }

  private void system(List<Part> system) {
    if (!system.isEmpty()) {
      out.key("systemInstruction").object().key("parts").array();
      system.forEach(parts::said);
      out.endArray().endObject();
    }
  }

  /** A turn of the user that answers all calls first, in their order. */
  private void user(List<Part> said, List<Part.ToolCall> calls) {
    List<Part> rest = new ArrayList<>(said);
    out.object().member("role", "user").key("parts").array();
    List<Part> beside = new ArrayList<>();
    for (Part.ToolCall call : calls) {
      parts.result(call.name(), taken(rest, call.id()), beside);
    }
    beside.forEach(parts::said);
    for (Part part : rest) {
      if (part instanceof Part.ToolResult orphan) {
        throw bad("holds a result of a call that was not made: " + orphan.callId());
      }
      parts.said(part);
    }
    out.endArray().endObject();
  }

  private static Part.ToolResult taken(List<Part> rest, String id) {
    for (Part part : rest) {
      if (part instanceof Part.ToolResult result && result.callId().equals(id)) {
        rest.remove(part);
        return result;
      }
    }
    return new Part.ToolResult(id, List.of(UNANSWERED), true, null);
  }

  private void model(List<Part> said) {
    out.object().member("role", "model").key("parts").array();
    parts.model(said);
    out.endArray().endObject();
  }

  private static List<Part.ToolCall> calls(Message turn) {
    List<Part.ToolCall> calls = new ArrayList<>();
    for (Part part : turn.parts()) {
      if (part instanceof Part.ToolCall call) {
        calls.add(call);
      }
    }
    return calls;
  }

  private static FailureException bad(String rule) {
    return new FailureException(
        new Failure.BadRequest("The field `" + FIELD + "` " + rule + ".", FIELD, null));
  }
}
