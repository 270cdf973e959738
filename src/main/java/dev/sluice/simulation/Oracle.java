package dev.sluice.simulation;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice that knows the targets as they are and orders them by score. Those that do not work are
 * left out; equally good ones take turns.
 */
final class Oracle implements Planner {
  private final World world;
  private final Offer offer;
  private int turn;

  Oracle(World world, Offer offer) {
    this.world = world;
    this.offer = offer;
  }

  @Override
  public List<Target> plan(RouteQuery query) {
    List<Target> plan = new ArrayList<>(world.size());
    for (int k = 0; k < world.size(); k++) {
      int place = world.scores().at(k, turn);
      if (world.target(place).works()) {
        plan.add(offer.targets().get(place));
      }
    }
    turn = (turn + 1) & Integer.MAX_VALUE;
    return plan;
  }
}
