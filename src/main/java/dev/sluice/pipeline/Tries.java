package dev.sluice.pipeline;

import dev.sluice.health.TargetHealth;
import dev.sluice.limit.TargetCaps;
import dev.sluice.model.Target;
import org.jspecify.annotations.Nullable;

/** Begins attempts at targets that let themselves be tried. */
final class Tries {
  private Tries() {}

  /** Whether the target would let itself be tried now. Takes nothing. */
  static boolean fit(Lane lane, Target target) {
    return lane.health().of(target.id()).exclusion() == null && lane.caps().hasHeadroom(target);
  }

  /**
   * An attempt that is to be started; null when the target does not let itself be tried.
   *
   * @param model name of the model that the target serves
   * @param sequel how it goes on with another attempt's answer, null when it begins one
   */
  static @Nullable AttemptRun make(
      Lane lane, Asker asker, Target target, String model, @Nullable Sequel sequel) {
    TargetHealth health = lane.health().of(target.id());
    if (!health.enter()) {
      return null;
    }
    TargetCaps caps = lane.caps().of(target);
    long reserved = caps.enter(asker.request().demand());
    if (reserved == TargetCaps.REFUSED) {
      health.ignored();
      asker.capped(target);
      return null;
    }
    AttemptRecord record =
        new AttemptRecord(target, health, lane.stats().of(target.id()), caps, reserved);
    return new AttemptRun(lane, asker, target, model, record, sequel);
  }
}
