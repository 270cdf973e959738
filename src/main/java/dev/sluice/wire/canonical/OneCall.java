package dev.sluice.wire.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers of a provider that cannot be told to make one call at a time: of several calls of a
 * choice the first alone is kept, and its result lets the model ask for the next.
 */
public final class OneCall {
  private OneCall() {}

  /** The answer with one call of each choice at most. */
  public static CanonicalAnswer of(CanonicalAnswer answer) {
    List<Choice> choices = answer.choices().stream().map(OneCall::of).toList();
    return new CanonicalAnswer(
        answer.id(), answer.model(), answer.created(), choices, answer.usage(), answer.tier());
  }

  private static Choice of(Choice choice) {
    List<Part> parts = new ArrayList<>();
    boolean called = false;
    for (Part part : choice.parts()) {
      boolean call = part instanceof Part.ToolCall;
      if (!call || !called) {
        parts.add(part);
      }
      called |= call;
    }
    return new Choice(
        choice.index(), parts, choice.finish(), choice.stopSequence(), choice.logprobs());
  }

  /** What passes on the events of a stream but for those of further calls. */
  public static Consumer<StreamEvent> of(Consumer<StreamEvent> sink) {
    return event -> {
      boolean further =
          switch (event) {
            case StreamEvent.CallBegin begin -> begin.call() > 0;
            case StreamEvent.CallDelta delta -> delta.call() > 0;
            default -> false;
          };
      if (!further) {
        sink.accept(event);
      }
    };
  }
}
