package dev.sluice.simulation;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Target;
import dev.sluice.routing.Availability;
import dev.sluice.simulation.time.Clock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a node holds against the targets. */
final class NodeHealth implements Availability {
  private final Clock clock;
  private final Offer offer;
  private final Condition[] conditions;

  NodeHealth(Clock clock, Offer offer) {
    this.clock = clock;
    this.offer = offer;
    this.conditions =
        Stream.generate(Condition::new).limit(offer.targets().size()).toArray(Condition[]::new);
  }

  @Override
  public @Nullable Exclusion exclusion(Target target) {
    return conditions[offer.place(target)].exclusion(clock.now());
  }

  @Override
  public double warmth(Target target) {
    return conditions[offer.place(target)].warmth(clock.now());
  }

  Condition of(int place) {
    return conditions[place];
  }
}
