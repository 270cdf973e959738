package dev.sluice.wire.canonical;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as most APIs want it: what the system says apart from the turns of the user and
 * the assistant.
 *
 * @param system what the system says before all turns
 * @param said the turns; at least one
 */
public record Turns(List<Part> system, List<Message> said) {
  /** What the user says where the assistant's turn would be the first. */
  public static final Part.Text GO_ON = new Part.Text("Go on.");

  private static final Part.Text OBJECT =
      new Part.Text("Answer with one JSON object and nothing else.");

  public Turns {
    system = List.copyOf(system);
    said = List.copyOf(said);
  }

  /**
   * The turns of a conversation.
   *
   * @param takes whether the API takes a part at all
   * @param anywhere whether the system may speak between the turns
   * @param object whether the system is to ask for a JSON object
   */
  public static Turns of(
      List<Message> messages,
      Predicate<Part> takes,
      boolean anywhere,
      boolean object,
      Dropped dropped) {
    List<Part> system = new ArrayList<>();
    Conversation turns = new Conversation();
    boolean begun = false;
    for (Message message : messages) {
      boolean instructs = message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
      for (Part part : message.parts()) {
        if (!takes.test(part)) {
          continue;
        }
        if (!instructs) {
          begun = true;
          turns.add(message.role(), part);
        } else if (begun && anywhere) {
          turns.add(Role.SYSTEM, part);
        } else {
          system.add(part);
          moved(begun, dropped);
        }
      }
    }
    if (object) {
      system.add(OBJECT);
    }
    return new Turns(system, spoken(turns.end()));
  }

  /** Leaves the place of a system's message, where it did not come first. */
  public static void moved(boolean late, Dropped dropped) {
    if (late) {
      dropped.drop("messages.role", "a later system message is moved to the front");
    }
  }

  /** The turns, of which there has to be one. */
  public static List<Message> spoken(List<Message> turns) {
    if (turns.isEmpty()) {
      throw wrong("must hold something that the user or the assistant says");
    }
    return turns;
  }

  /**
   * What the assistant says in its last turn, which the model is to go on with unless it waits for
   * tools.
   *
   * @param takes whether the model does that
   */
  public static List<Part> last(Message turn, boolean takes) {
    if (!OpenCalls.of(turn).isEmpty()) {
      return turn.parts();
    }
    if (!takes) {
      throw Dropped.refusal("messages", "it does not go on with an assistant message");
    }
    List<Part> parts = new ArrayList<>(turn.parts());
    if (parts.getLast() instanceof Part.Text text) {
      parts.removeLast();
      parts.add(new Part.Text(text.text().stripTrailing(), List.of(), text.cache()));
    }
    return parts;
  }

  /** The arguments of a call, which have to be an object; null when they are none. */
  public static Json arguments(@Nullable Json input) {
    if (input == null) {
      throw wrong("holds a tool call whose arguments are not a JSON object");
    }
    return input;
  }

  /** The failure of messages that cannot be carried. */
  public static FailureException wrong(String rule) {
    return new FailureException(
        new Failure.BadRequest("The field `messages` " + rule + ".", "messages", null));
  }
}
