package dev.sluice.wire.bedrock;

import dev.sluice.wire.bedrock.ConverseTraits.Ability;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.OpenCalls;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.canonical.Turns;
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
  private static final Part.Text SEE = new Part.Text("See the document.");

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
    Turns turns = Turns.of(messages, blocks::takes, false, object, dropped);
    List<Part> system = turns.system();
    List<Part> before = List.of();
    if (!system.isEmpty() && !traits.can(Ability.SYSTEM)) {
      before = system;
    } else {
      system(system);
    }
    out.key("messages").array();
    if (turns.said().getFirst().role() == Role.ASSISTANT) {
      turn("user", before.isEmpty() ? List.of(Turns.GO_ON) : before);
      before = List.of();
    }
    each(turns.said(), before);
    out.endArray();
  }

  private void each(List<Message> turns, List<Part> before) {
    OpenCalls open = new OpenCalls();
    List<Part> first = before;
    for (int at = 0; at < turns.size(); at++) {
      Message turn = turns.get(at);
      if (turn.role() == Role.ASSISTANT) {
        boolean last = at + 1 == turns.size();
        turn("assistant", last ? Turns.last(turn, traits.can(Ability.PREFILL)) : turn.parts());
        open.open(calls(turn));
      } else {
        List<Part> parts = new ArrayList<>(first);
        parts.addAll(readable(open.answered(turn.parts()).parts()));
        turn("user", parts);
        first = List.of();
      }
    }
    if (!open.isEmpty()) {
      turn("user", open.answered(List.of()).parts());
    }
  }

  /** Names of the tools that were called in the conversation. */
  Set<String> called() {
    return called;
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
    List<Part.ToolCall> calls = OpenCalls.of(turn);
    calls.forEach(call -> called.add(call.name()));
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
}
