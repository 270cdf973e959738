package dev.sluice.wire.bedrock;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.bedrock.ConverseTraits.Ability;
import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the turns in the order that the API insists on: user and assistant by turns, the user
 * first, and the results of all calls of a turn at the head of the next one.
 */
final class ConverseTurnWriter {
  private static final Part.Text GO_ON = new Part.Text("Go on.");
  private static final Part.Text SEE = new Part.Text("See the document.");
  private static final Part.Text OBJECT =
      new Part.Text("Answer with one JSON object and nothing else.");
  private static final Part.Text UNANSWERED = new Part.Text("The tool gave no result.");

  private final JsonOut out;
  private final ConverseBlockWriter blocks;
  private final ConverseTraits traits;
  private final Dropped dropped;
  private final Set<String> called = new LinkedHashSet<>();

  ConverseTurnWriter(
      JsonOut out, ConverseBlockWriter blocks, ConverseTraits traits, Dropped dropped) {
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
      throw bad("must hold something that the user or the assistant says");
    }
    List<Part> before = List.of();
    if (!system.isEmpty() && !traits.can(Ability.SYSTEM)) {
      before = system;
    } else {
      system(system);
    }
    out.key("messages").array();
    if (turns.getFirst().role() == Role.ASSISTANT) {
      turn("user", before.isEmpty() ? List.of(GO_ON) : before);
      before = List.of();
    }
    each(turns, before);
    out.endArray();
  }

  private void each(List<Message> turns, List<Part> before) {
    List<Part.ToolCall> open = List.of();
    List<Part> first = before;
    for (int at = 0; at < turns.size(); at++) {
      Message turn = turns.get(at);
      if (turn.role() == Role.ASSISTANT) {
        turn("assistant", at + 1 == turns.size() ? last(turn) : turn.parts());
        open = calls(turn);
      } else {
        List<Part> parts = new ArrayList<>(first);
        parts.addAll(readable(answered(turn.parts(), open)));
        turn("user", parts);
        open = List.of();
        first = List.of();
      }
    }
    if (!open.isEmpty()) {
      turn("user", answered(List.of(), open));
    }
  }

  /** Names of the tools that were called in the conversation. */
  Set<String> called() {
    return called;
  }

  /** The turns without what the API does not take, the system's words gathered apart. */
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
    if (!system.isEmpty()) {
      out.key("system").array();
      system.forEach(blocks::write);
      out.endArray();
    }
  }

  private void turn(String role, List<Part> parts) {
    out.object().member("role", role).key("content").array();
    parts.forEach(blocks::write);
    out.endArray().endObject();
  }

  private List<Part.ToolCall> calls(Message turn) {
    List<Part.ToolCall> calls = new ArrayList<>();
    for (Part part : turn.parts()) {
      if (part instanceof Part.ToolCall call) {
        calls.add(call);
        called.add(call.name());
      }
    }
    return calls;
  }

  /** The API wants words beside a document. */
  private static List<Part> readable(List<Part> parts) {
    boolean document = parts.stream().anyMatch(Part.Document.class::isInstance);
    if (!document || parts.stream().anyMatch(Part.Text.class::isInstance)) {
      return parts;
    }
    List<Part> more = new ArrayList<>(parts);
    more.add(SEE);
    return more;
  }

  /** A turn of the user that answers all calls first, in their order. */
  private static List<Part> answered(List<Part> parts, List<Part.ToolCall> calls) {
    List<Part> rest = new ArrayList<>(parts);
    List<Part> whole = new ArrayList<>();
    for (Part.ToolCall call : calls) {
      whole.add(taken(rest, call.id()));
    }
    for (Part part : rest) {
      if (part instanceof Part.ToolResult orphan) {
        throw bad("holds a result of a call that was not made: " + orphan.callId());
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
    if (turn.parts().stream().anyMatch(Part.ToolCall.class::isInstance)) {
      return turn.parts();
    }
    if (!traits.can(Ability.PREFILL)) {
      throw Dropped.refusal("messages", "it does not go on with an assistant message");
    }
    List<Part> parts = new ArrayList<>(turn.parts());
    if (parts.getLast() instanceof Part.Text text) {
      parts.removeLast();
      parts.add(new Part.Text(text.text().stripTrailing(), List.of(), text.cache()));
    }
    return parts;
  }

  private static FailureException bad(String rule) {
    return new FailureException(
        new Failure.BadRequest("The field `messages` " + rule + ".", "messages", null));
  }
}
