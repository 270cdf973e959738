package dev.sluice.wire.canonical;

/** Why an answer ended. */
public enum Finish {
  /** The model had said it all. */
  END,
  /** It came upon a stop sequence. */
  STOP_SEQUENCE,
  /** It reached the bound of its tokens. */
  LENGTH,
  /** Prompt and answer filled the context window. */
  CONTEXT_FULL,
  /** It waits for results of tools. */
  TOOL_CALLS,
  /** It, or a filter, does not want to speak of it. */
  REFUSAL,
  /** It wants to go on in another turn. */
  PAUSE
}
