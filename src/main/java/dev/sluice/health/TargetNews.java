package dev.sluice.health;

import dev.sluice.bus.HealthChanged;
import dev.sluice.model.TargetId;

/** Is told of a target's changes, within the target's lock: must only pass them on. */
interface TargetNews {
  /** The target became fit or unfit. */
  void changed(HealthChanged change);

  /** What this node says of the target has changed in another way. */
  void said(TargetId target);
}
