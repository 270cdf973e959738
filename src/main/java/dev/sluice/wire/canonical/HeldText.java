package dev.sluice.wire.canonical;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.util.function.Consumer;

/**
 * The text of a streamed answer, held back as long as the answer may yet come as the arguments of a
 * tool.
 */
public final class HeldText {
  private static final int MAX_HELD = 1 << 20;

  private final boolean unwrap;
  private final StringBuilder held = new StringBuilder();
  private boolean answered;

  /** Of an answer of which nothing came yet. */
  public HeldText(WayBack back) {
    this.unwrap = back.unwrap();
  }

  /** The answer comes as the arguments of a tool: no text is part of it. */
  public void answered() {
    answered = true;
    held.setLength(0);
  }

  /** Tells text, or holds it back; whether it was told. */
  @CanIgnoreReturnValue
  public boolean take(String text, Consumer<StreamEvent> events) {
    if (!unwrap) {
      events.accept(new StreamEvent.TextDelta(0, text));
      return true;
    }
    if (!answered) {
      if (held.length() + text.length() > MAX_HELD) {
        throw new FailureException(
            new Failure.Garbled("The provider did not give its answer by schema."));
      }
      held.append(text);
    }
    return false;
  }

  /** Tells at the answer's end what was held in vain; whether there was anything. */
  @CanIgnoreReturnValue
  public boolean end(Consumer<StreamEvent> events) {
    if (answered || held.isEmpty()) {
      return false;
    }
    events.accept(new StreamEvent.TextDelta(0, held.toString()));
    events.accept(new StreamEvent.BlockEnd(0));
    held.setLength(0);
    return true;
  }
}
