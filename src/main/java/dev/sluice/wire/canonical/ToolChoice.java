package dev.sluice.wire.canonical;

/** Whether the model calls a tool. */
public sealed interface ToolChoice {
  /** As it likes. */
  record Auto() implements ToolChoice {}

  /** Never. */
  record None() implements ToolChoice {}

  /** One at least. */
  record Required() implements ToolChoice {}

  /** That one. */
  record Named(String tool) implements ToolChoice {}
}
