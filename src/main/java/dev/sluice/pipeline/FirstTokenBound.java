package dev.sluice.pipeline;

import dev.sluice.model.Target;

/** When a target's first token counts as late. Asked on every lane; must not block. */
@FunctionalInterface
public interface FirstTokenBound {
  /** Knows no target, so that none is ever late. */
  FirstTokenBound UNKNOWN = (_, _) -> 0;

  /**
   * Nanoseconds from an attempt's start after which its first token is late; 0 when unknown.
   *
   * @param stream whether a stream was asked for; a whole answer's first token comes with its last
   */
  long nanos(Target target, boolean stream);
}
