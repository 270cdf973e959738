package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.HeldText;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.json.Json;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The blocks of an answer while they are streamed, one after the other. */
final class MessagesBlocks {
  private enum Kind {
    NONE,
    TEXT,
    THOUGHT,
    CALL,
    /** A call whose arguments are the answer. */
    ANSWER,
    /** A block that is told at once, or that nobody else knows. */
    PASSED
  }

  private final WayBack back;
  private final HeldText held;
  private Kind open = Kind.NONE;
  private int calls;
  private boolean argued;
  private boolean begun;
  private boolean spoken;
  private @Nullable Json input;

  MessagesBlocks(WayBack back) {
    this.back = back;
    this.held = new HeldText(back);
  }

  void start(MessagesFragment block, Consumer<StreamEvent> events) {
    stop(events);
    begun = true;
    switch (block.type) {
      case "text" -> {
        open = Kind.TEXT;
        text(block.text, events);
      }
      case "thinking" -> {
        open = Kind.THOUGHT;
        thought(block.text, events);
        signature(block.signature, events);
      }
      case "redacted_thinking" -> {
        open = Kind.PASSED;
        events.accept(new StreamEvent.SealedReasoning(0, block.text));
      }
      case "tool_use" -> call(block, events);
      default -> open = Kind.PASSED;
    }
  }

  private void call(MessagesFragment block, Consumer<StreamEvent> events) {
    if (block.name == null || block.id == null) {
      throw new FailureException(
          new Failure.Garbled("The provider began a tool call without a name or an id."));
    }
    argued = false;
    input = block.input;
    if (back.answers(block.name)) {
      open = Kind.ANSWER;
      held.answered();
    } else {
      open = Kind.CALL;
      events.accept(new StreamEvent.CallBegin(0, calls++, block.id, back.name(block.name)));
    }
  }

  void delta(MessagesFragment piece, Consumer<StreamEvent> events) {
    switch (piece.type) {
      case "text_delta" -> text(piece.text, events);
      case "thinking_delta" -> thought(piece.text, events);
      case "signature_delta" -> signature(piece.signature, events);
      case "input_json_delta" -> arguments(piece.text, events);
      case "citations_delta" -> {
        if (piece.citation != null && open == Kind.TEXT && !back.unwrap()) {
          events.accept(new StreamEvent.Cited(0, piece.citation));
        }
      }
      default -> {
        // The dialect grows, and asks its readers to pass over what they do not know.
      }
    }
  }

  private void text(String text, Consumer<StreamEvent> events) {
    if (open == Kind.TEXT && !text.isEmpty()) {
      spoken |= held.take(text, events);
    }
  }

  private void thought(String text, Consumer<StreamEvent> events) {
    if (open == Kind.THOUGHT && !text.isEmpty()) {
      events.accept(new StreamEvent.ReasoningDelta(0, text));
    }
  }

  private void signature(@Nullable String signature, Consumer<StreamEvent> events) {
    if (open == Kind.THOUGHT && signature != null && !signature.isEmpty()) {
      events.accept(new StreamEvent.Signature(0, signature));
    }
  }

  private void arguments(String text, Consumer<StreamEvent> events) {
    if (text.isEmpty()) {
      return;
    }
    argued = true;
    if (open == Kind.ANSWER) {
      spoken = true;
      events.accept(new StreamEvent.TextDelta(0, text));
    } else if (open == Kind.CALL) {
      events.accept(new StreamEvent.CallDelta(0, calls - 1, text));
    }
  }

  void stop(Consumer<StreamEvent> events) {
    if (open == Kind.NONE) {
      return;
    }
    if (!argued && input != null && (open == Kind.CALL || open == Kind.ANSWER)) {
      arguments(whole(input), events);
    }
    Kind closed = open;
    open = Kind.NONE;
    if (closed != Kind.PASSED) {
      events.accept(new StreamEvent.BlockEnd(0));
    }
  }

  /** Arguments that came with the block's start, as some servers send them. */
  private static String whole(Json input) {
    return input.object() ? input.text() : "{}";
  }

  /** Closes what is open, and says what was held in vain. */
  void end(Consumer<StreamEvent> events) {
    stop(events);
    spoken |= held.end(events);
  }

  /** Whether a block began. */
  boolean begun() {
    return begun;
  }

  /** Whether text was told. */
  boolean spoken() {
    return spoken;
  }

  /** Whether a call was told. */
  boolean called() {
    return calls > 0;
  }
}
