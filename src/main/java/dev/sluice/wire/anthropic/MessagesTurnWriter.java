package dev.sluice.wire.anthropic;

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
 * Writes the system's words and the turns in the order that the API insists on: the user first, and
 * the results of all calls of a turn at the head of the next one.
 */
final class MessagesTurnWriter {
  private static final Part.Text GO_ON = new Part.Text("Go on.");
  private static final Part.Text OBJECT =
      new Part.Text("Answer with one JSON object and nothing else.");
  private static final Part.Text UNANSWERED = new Part.Text("The tool gave no result.");

  private final JsonOut out;
  private final MessagesBlockWriter blocks;
  private final MessagesTraits traits;
  private final Dropped dropped;

  MessagesTurnWriter(
      JsonOut out, MessagesBlockWriter blocks, MessagesTraits traits, Dropped dropped) {
    this.out = out;
    this.blocks = blocks;
    this.traits = traits;
    this.dropped = dropped;
  }

  /**
   * Writes all messages.
   *
   * @param object whether the system is to ask for a JSON object
   */
  void write(List<Message> messages, boolean object) {
    List<Part> system = new ArrayList<>();
    List<Message> turns = turns(messages, system);
    if (object) {
      system.add(OBJECT);
    }
    if (turns.isEmpty()) {
      throw bad("must hold something that the user or the assistant says", "messages");
    }
    system(system);
    out.key("messages").array();
    if (turns.getFirst().role() == Role.ASSISTANT) {
      turn("user", List.of(GO_ON));
    }
    List<Part.ToolCall> open = List.of();
    for (int at = 0; at < turns.size(); at++) {
      Message turn = turns.get(at);
      switch (turn.role()) {
        case USER -> turn("user", answered(turn.parts(), open));
        case ASSISTANT -> turn("assistant", at + 1 == turns.size() ? last(turn) : turn.parts());
        case SYSTEM, DEVELOPER -> turn("system", turn.parts());
      }
      open = turn.role() == Role.ASSISTANT ? calls(turn) : List.of();
    }
    if (!open.isEmpty()) {
      turn("user", answered(List.of(), open));
    }
    out.endArray();
  }

  /** The turns without what the API does not take, their system's words gathered apart. */
  private List<Message> turns(List<Message> messages, List<Part> system) {
    Conversation turns = new Conversation();
    boolean begun = false;
    for (Message message : messages) {
      boolean instructs = message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
      for (Part part : message.parts()) {
        if (!blocks.takes(part)) {
          continue;
        }
        if (!instructs) {
          begun = true;
          turns.add(message.role(), part);
        } else if (begun && traits.systemAnywhere()) {
          turns.add(Role.SYSTEM, part);
        } else {
          system.add(part);
          if (begun) {
            dropped.drop("messages.role", "a later system message is moved to the front");
          }
        }
      }
    }
    return turns.end();
  }

  private void system(List<Part> system) {
    if (system.isEmpty()) {
      return;
    }
    out.key("system");
    if (system.size() == 1 && system.getFirst() instanceof Part.Text only && only.cache() == null) {
      out.text(only.text());
    } else {
      out.array();
      system.forEach(blocks::write);
      out.endArray();
    }
  }

  private void turn(String role, List<Part> parts) {
    out.object().member("role", role).key("content");
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text only && only.cache() == null) {
      out.text(only.text());
    } else {
      out.array();
      parts.forEach(blocks::write);
      out.endArray();
    }
    out.endObject();
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

  /** A turn of the user that answers all calls first, in their order. */
  private static List<Part> answered(List<Part> parts, List<Part.ToolCall> calls) {
    boolean results = !parts.isEmpty() && parts.getFirst() instanceof Part.ToolResult;
    if (calls.isEmpty() && !results) {
      return parts;
    }
    List<Part> rest = new ArrayList<>(parts);
    List<Part> whole = new ArrayList<>();
    for (Part.ToolCall call : calls) {
      whole.add(taken(rest, call.id()));
    }
    for (Part part : rest) {
      if (part instanceof Part.ToolResult orphan) {
        throw bad("holds a result of a call that was not made: " + orphan.callId(), "messages");
      }
    }
    whole.addAll(rest);
    return whole;
  }

  private static Part taken(List<Part> rest, String id) {
    for (Part part : rest) {
      if (part instanceof Part.ToolResult result && result.callId().equals(id)) {
        rest.remove(part);
        return result;
      }
    }
    return new Part.ToolResult(id, List.of(UNANSWERED), true, null);
  }

  /** The assistant's last turn, which the model is to go on with unless it waits for tools. */
  private List<Part> last(Message turn) {
    if (!calls(turn).isEmpty()) {
      return turn.parts();
    }
    if (!traits.prefill()) {
      throw Dropped.refusal("messages", "it does not go on with an assistant message");
    }
    List<Part> parts = new ArrayList<>(turn.parts());
    if (parts.getLast() instanceof Part.Text text) {
      parts.removeLast();
      parts.add(new Part.Text(text.text().stripTrailing(), List.of(), text.cache()));
    }
    return parts;
  }

  private static FailureException bad(String rule, String field) {
    return new FailureException(
        new Failure.BadRequest("The field `" + field + "` " + rule + ".", field, null));
  }
}
