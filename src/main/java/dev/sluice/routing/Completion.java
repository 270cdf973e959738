package dev.sluice.routing;

import dev.sluice.model.Target;

/** Says of a target that passes names on what is known of the upstream model of a name. Pure. */
@FunctionalInterface
public interface Completion {
  /** Nothing is known of any name. */
  Completion NONE = (target, _) -> target;

  /**
   * The target with what is known where it says nothing; the same object when that adds nothing.
   *
   * @param name that a client asks for
   */
  Target complete(Target target, String name);
}
