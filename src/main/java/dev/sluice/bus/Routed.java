package dev.sluice.bus;

import dev.sluice.model.Failure;
import dev.sluice.model.Plan;

/** What a lane's routing answers to a {@link RouteQuery}. */
public sealed interface Routed {
  /** The targets to try, in order; they may be none. */
  record Planned(Plan plan) implements Routed {}

  /** No plan: no model has the name, or the routing is at fault. */
  record Refused(Failure failure) implements Routed {}
}
