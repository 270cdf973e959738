package dev.sluice.wire.anthropic;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.OpenCalls;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.canonical.Turns;
import dev.sluice.wire.json.JsonOut;
import java.util.List;

/**
 * Writes the system's words and the turns in the order that the API insists on: the user first, and
 * the results of all calls of a turn at the head of the next one.
 */
final class MessagesTurnWriter {
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
    Turns turns = Turns.of(messages, blocks::takes, traits.systemAnywhere(), object, dropped);
    system(turns.system());
    out.key("messages").array();
    if (turns.said().getFirst().role() == Role.ASSISTANT) {
      turn("user", List.of(Turns.GO_ON));
    }
    each(turns.said());
    out.endArray();
  }

  private void each(List<Message> turns) {
    OpenCalls open = new OpenCalls();
    for (int at = 0; at < turns.size(); at++) {
      Message turn = turns.get(at);
      List<Part.ToolCall> calls = List.of();
      switch (turn.role()) {
        case USER -> turn("user", open.answered(turn.parts()).parts());
        case ASSISTANT -> {
          boolean last = at + 1 == turns.size();
          turn("assistant", last ? Turns.last(turn, traits.prefill()) : turn.parts());
          calls = OpenCalls.of(turn);
        }
        case SYSTEM, DEVELOPER -> turn("system", turn.parts());
      }
      open.open(calls);
    }
    if (!open.isEmpty()) {
      turn("user", open.answered(List.of()).parts());
    }
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
}
