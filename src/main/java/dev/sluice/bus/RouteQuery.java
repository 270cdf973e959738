package dev.sluice.bus;

import dev.sluice.model.Demand;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Wishes;

/**
 * Asks which targets may serve a request.
 *
 * @param endpoint the operation
 * @param model the name that the client asked for
 * @param demand what serving it takes
 * @param wishes what the client says about the choice
 */
public record RouteQuery(Endpoint endpoint, String model, Demand demand, Wishes wishes) {
  /** A query for a request of which nothing more is known. */
  public RouteQuery(Endpoint endpoint, String model) {
    this(endpoint, model, Demand.PLAIN, Wishes.NONE);
  }
}
