package dev.sluice.simulation;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Target;
import java.util.List;

/** Says for a request which targets to try, in which order. */
@FunctionalInterface
public interface Planner {
  /** The targets to try, best first; empty when none may be tried. */
  List<Target> plan(RouteQuery query);
}
