package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.OpenCalls;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.canonical.Turns;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the system's words and the turns in the order that the dialect insists on: the user first,
 * and the results of all calls of a turn at the head of the next one.
 */
final class ContentsWriter {
  private final JsonOut out;
  private final PartWriter parts;
  private final GeminiTraits traits;
  private final Dropped dropped;
  private final OpenCalls open = new OpenCalls();

  ContentsWriter(JsonOut out, GeminiNames names, GeminiTraits traits, Dropped dropped) {
    this.out = out;
    this.parts = new PartWriter(out, names, traits, dropped);
    this.traits = traits;
    this.dropped = dropped;
  }

  void write(List<Message> messages) {
    List<Part> system = new ArrayList<>();
    List<Message> turns = turns(messages, system);
    system(system);
    out.key("contents").array();
    if (turns.getFirst().role() == Role.ASSISTANT) {
      user(List.of(Turns.GO_ON));
    }
    for (Message turn : turns) {
      if (turn.role() == Role.ASSISTANT) {
        if (!open.isEmpty()) {
          user(List.of());
        }
        model(turn.parts());
        open.open(OpenCalls.of(turn));
      } else {
        user(turn.parts());
      }
    }
    if (!open.isEmpty()) {
      user(List.of());
    }
    out.endArray();
  }

  /** The turns, and the system's words gathered apart, or said by the user where there are none. */
  private List<Message> turns(List<Message> messages, List<Part> system) {
    Conversation turns = new Conversation();
    boolean begun = false;
    for (Message message : messages) {
      boolean instructs = message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
      Turns.moved(instructs && begun && traits.system(), dropped);
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
    return Turns.spoken(turns.end());
  }

  private void system(List<Part> system) {
    if (!system.isEmpty()) {
      out.key("systemInstruction").object().key("parts").array();
      system.forEach(parts::said);
      out.endArray().endObject();
    }
  }

  /** A turn of the user that answers all calls first, in their order. */
  private void user(List<Part> said) {
    OpenCalls.Answered answered = open.answered(said);
    out.object().member("role", "user").key("parts").array();
    List<Part> beside = new ArrayList<>();
    for (OpenCalls.Result result : answered.results()) {
      parts.result(result.tool(), result.part(), beside);
    }
    beside.forEach(parts::said);
    answered.rest().forEach(parts::said);
    out.endArray().endObject();
  }

  private void model(List<Part> said) {
    out.object().member("role", "model").key("parts").array();
    parts.model(said);
    out.endArray().endObject();
  }
}
