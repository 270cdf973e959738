package dev.sluice.wire.bedrock;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.HeldText;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.WayBack;
import java.util.function.Consumer;

/**
 * The blocks of an answer while they are streamed, one after the other. Only calls begin by an
 * event of their own; text and thoughts begin with their first words, and any may end without one.
 */
final class ConverseBlocks {
  private enum Kind {
    NONE,
    TEXT,
    THOUGHT,
    CALL,
    /** A call whose arguments are the answer. */
    ANSWER
  }

  private final WayBack back;
  private final HeldText held;
  private Kind open = Kind.NONE;
  private long index;
  private int calls;
  private boolean argued;

  ConverseBlocks(WayBack back) {
    this.back = back;
    this.held = new HeldText(back);
  }

  void start(ConverseFragment block, Consumer<StreamEvent> events) {
    if (block.name == null && block.id == null) {
      return;
    }
    if (block.name == null || block.id == null) {
      throw garbled("The provider began a tool call without a name or an id.");
    }
    stop(events);
    index = block.index;
    argued = false;
    if (back.answers(block.name)) {
      open = Kind.ANSWER;
      held.answered();
    } else {
      open = Kind.CALL;
      events.accept(new StreamEvent.CallBegin(0, calls++, block.id, back.name(block.name)));
    }
  }

  void delta(ConverseFragment piece, Consumer<StreamEvent> events) {
    if (piece.text != null && !piece.text.isEmpty()) {
      open(Kind.TEXT, piece.index, events);
      held.take(piece.text, events);
    }
    if (piece.thought != null && !piece.thought.isEmpty()) {
      open(Kind.THOUGHT, piece.index, events);
      events.accept(new StreamEvent.ReasoningDelta(0, piece.thought));
    }
    if (piece.signature != null && !piece.signature.isEmpty()) {
      open(Kind.THOUGHT, piece.index, events);
      events.accept(new StreamEvent.Signature(0, piece.signature));
    }
    if (piece.redacted != null) {
      stop(events);
      events.accept(new StreamEvent.SealedReasoning(0, piece.redacted));
    }
    if (piece.input != null) {
      arguments(piece.input, piece.index, events);
    }
    if (piece.citation != null && open == Kind.TEXT && !back.unwrap()) {
      events.accept(new StreamEvent.Cited(0, piece.citation));
    }
  }

  private void open(Kind kind, long at, Consumer<StreamEvent> events) {
    if (open != kind || index != at) {
      stop(events);
      open = kind;
      index = at;
    }
  }

  private void arguments(String text, long at, Consumer<StreamEvent> events) {
    boolean calling = open == Kind.CALL || open == Kind.ANSWER;
    if (!calling || index != at) {
      throw garbled("The provider sent arguments of a tool call that it did not begin.");
    }
    if (text.isEmpty()) {
      return;
    }
    argued = true;
    events.accept(
        open == Kind.ANSWER
            ? new StreamEvent.TextDelta(0, text)
            : new StreamEvent.CallDelta(0, calls - 1, text));
  }

  /** Closes what is open. */
  void stop(Consumer<StreamEvent> events) {
    Kind closed = open;
    open = Kind.NONE;
    if (closed == Kind.ANSWER && !argued) {
      events.accept(new StreamEvent.TextDelta(0, "{}"));
    }
    boolean untold = closed == Kind.NONE || (closed == Kind.TEXT && back.unwrap());
    if (!untold) {
      events.accept(new StreamEvent.BlockEnd(0));
    }
  }

  /** Closes what is open, and says what was held in vain. */
  void end(Consumer<StreamEvent> events) {
    stop(events);
    held.end(events);
  }

  /** Whether a call was told. */
  boolean called() {
    return calls > 0;
  }

  private static FailureException garbled(String message) {
    return new FailureException(new Failure.Garbled(message));
  }
}
