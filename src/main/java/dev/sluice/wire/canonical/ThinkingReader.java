package dev.sluice.wire.canonical;

import dev.sluice.wire.json.JsonKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the object {@code thinking} of Anthropic's API, which many servers of OpenAI's dialect know
 * as well.
 */
public final class ThinkingReader {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey BUDGET = JsonKey.of("budget_tokens");

  private Thinking.@Nullable Mode mode;
  private long budget;

  /** Reads the object that the reader is on. */
  public void read(FieldReader in) {
    if (in.object("thinking")) {
      while (in.member()) {
        if (in.on(TYPE)) {
          mode =
              switch (in.given(in.text("thinking.type"), "thinking.type")) {
                case "enabled" -> Thinking.Mode.ON;
                case "disabled" -> Thinking.Mode.OFF;
                default -> Thinking.Mode.ADAPTIVE;
              };
        } else if (in.on(BUDGET)) {
          Long tokens = in.whole("thinking.budget_tokens");
          budget = tokens == null ? 0 : Math.max(0, tokens);
        } else {
          in.skip();
        }
      }
    }
  }

  /**
   * What was said, null for nothing.
   *
   * @param effort what was said of it elsewhere, null for nothing
   */
  public @Nullable Thinking thinking(@Nullable Effort effort) {
    return mode == null && effort == null ? null : new Thinking(mode, budget, effort);
  }
}
