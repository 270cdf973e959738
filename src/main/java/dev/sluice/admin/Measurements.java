package dev.sluice.admin;

import dev.sluice.model.Target;

/** Where the control API's figures come from. Used by any thread. */
public interface Measurements {
  /** Of all targets together. */
  Figures all();

  /** Of a provider's targets together; all zeros for a name that no target has. */
  Figures provider(String name);

  /** Of one target. */
  Figures target(Target target);

  /** Forgets what was measured; what is under way stays. */
  void reset();

  /** Takes in at once what the lanes have measured up to now. */
  void refresh();
}
