package dev.sluice.routing;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Failure;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans the requests of one lane.
 *
 * <p>Keeps a selector's memory for each model of the catalogue, never for a name that a client made
 * up. When the catalogue changes, models that stay as they were keep their memory.
 */
public final class Router {
  private final Supplier<Catalogue> models;
  private final Availability availability;
  private final int lane;
  private final SplittableRandom random;
  private Catalogue known;
  private Map<String, Route> routes = new HashMap<>();

  /**
   * A router that has not planned anything yet.
   *
   * @param models gives the catalogue in force
   * @param availability says which targets may be chosen
   * @param lane number of the lane
   * @param random chance of this lane alone
   */
  public Router(
      Supplier<Catalogue> models, Availability availability, int lane, SplittableRandom random) {
    this.models = models;
    this.availability = availability;
    this.lane = lane;
    this.random = random;
    this.known = models.get();
  }

  /** Which targets to try for the query, in which order; null when no model has the name. */
  public @Nullable Plan plan(RouteQuery query) {
    Catalogue catalogue = models.get();
    if (catalogue != known) {
      adopt(catalogue);
    }
    Model model = catalogue.find(query.model());
    return model == null ? null : withFallbacks(route(model).plan(availability), catalogue);
  }

  private Plan withFallbacks(Plan plan, Catalogue catalogue) {
    List<String> names = plan.model().policy().fallbacks();
    if (names.isEmpty()) {
      return plan;
    }
    List<Plan.Fallback> fallbacks = new ArrayList<>();
    for (String name : names) {
      Model model = catalogue.find(name);
      if (model != null && !model.wildcard()) {
        fallbacks.add(new Plan.Fallback(model, route(model).plan(availability).targets()));
      }
    }
    return new Plan(
        plan.model(),
        plan.strategy(),
        plan.targets(),
        plan.excluded(),
        fallbacks,
        plan.explanation());
  }

  private Route route(Model model) {
    Route route = routes.get(model.name());
    if (route == null) {
      route = new Route(model, lane, random);
      routes.put(model.name(), route);
    }
    return route;
  }

  private void adopt(Catalogue next) {
    Map<String, Route> kept = new HashMap<>();
    next.models()
        .forEach(model -> {
          Route route = routes.get(model.name());
          if (route != null && route.model().equals(model)) {
            kept.put(model.name(), route);
          }
        });
    routes = kept;
    known = next;
  }

  /** What to tell a client that asked for a name which no model has. */
  public Failure.UnknownModel unknown(String name) {
    return known.unknown(name);
  }
}
