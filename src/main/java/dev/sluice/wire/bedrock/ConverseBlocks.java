package dev.sluice.wire.bedrock;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.StreamEvent;
import java.util.function.Consumer;

/**
 * The blocks of an answer while they are streamed, one after the other. Only calls begin by an
 * event of their own; text and thoughts begin with their first words, and any may end without one.
 */
final class ConverseBlocks {
  /** Longest text that is held until it is known whether the answer stands in a tool's call. */
  private static final int MAX_HELD = 1 << 20;

  private enum Kind {
    NONE,
    TEXT,
    THOUGHT,
    CALL,
    /** A call whose arguments are the answer. */
    ANSWER
  }

  private final ConverseBack back;
  private final StringBuilder held = new StringBuilder();
  private Kind open = Kind.NONE;
  private long index;
  private int calls;
  private boolean argued;
  private boolean answered;

  ConverseBlocks(ConverseBack back) {
    this.back = back;
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
      answered = true;
      held.setLength(0);
    } else {
      open = Kind.CALL;
      events.accept(new StreamEvent.CallBegin(0, calls++, block.id, back.name(block.name)));
    }
  }

  void delta(ConverseFragment piece, Consumer<StreamEvent> events) {
    if (piece.text != null && !piece.text.isEmpty()) {
      open(Kind.TEXT, piece.index, events);
      text(piece.text, events);
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

  private void text(String text, Consumer<StreamEvent> events) {
    if (!back.unwrap()) {
      events.accept(new StreamEvent.TextDelta(0, text));
    } else if (!answered) {
      if (held.length() + text.length() > MAX_HELD) {
        throw garbled("The provider did not give its answer by schema.");
      }
      held.append(text);
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
    if (!answered && !held.isEmpty()) {
      events.accept(new StreamEvent.TextDelta(0, held.toString()));
      events.accept(new StreamEvent.BlockEnd(0));
      held.setLength(0);
    }
  }

  /** Whether a call was told. */
  boolean called() {
    return calls > 0;
  }

  private static FailureException garbled(String message) {
    return new FailureException(new Failure.Garbled(message));
  }
}
