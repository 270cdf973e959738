package dev.sluice.app;

import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Targets that are no more, as long as plans may still name them. One thread at a time. */
final class Departed {
  private final LongSupplier nanos;
  private final Map<TargetId, Long> until = new HashMap<>();

  /** None. */
  Departed(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Ids of the targets that are no more after a change, this one or one before.
   *
   * @param patience after which nothing is left of what was begun before this change
   */
  Set<TargetId> over(Collection<Target> before, Collection<Target> after, Duration patience) {
    long now = nanos.getAsLong();
    until.values().removeIf(end -> now - end > 0);
    before.forEach(target -> until.merge(target.id(), now + patience.toNanos(), Departed::later));
    after.forEach(target -> until.remove(target.id()));
    return Set.copyOf(until.keySet());
  }

  private static Long later(Long one, Long other) {
    return one - other > 0 ? one : other;
  }
}
