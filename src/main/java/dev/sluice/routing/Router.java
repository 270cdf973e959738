package dev.sluice.routing;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Explanation;
import dev.sluice.model.Failure;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.VirtualModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
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
  private final Sources sources;
  private final int lane;
  private Catalogue known;

  // By the object: a catalogue always gives the same one, and its hash would take a while.
  private IdentityHashMap<Model, Route> routes = new IdentityHashMap<>();

  /**
   * A router that has not planned anything yet.
   *
   * @param models gives the catalogue in force
   * @param availability says which targets may be chosen
   * @param statistics say what is known of targets, as this lane sees it
   * @param lane number of the lane
   * @param random chance of this lane alone
   */
  public Router(
      Supplier<Catalogue> models,
      Availability availability,
      Statistics statistics,
      int lane,
      SplittableRandom random) {
    this.models = models;
    this.sources = new Sources(availability, statistics, random);
    this.lane = lane;
    this.known = models.get();
  }

  /** Which targets to try for the query, in which order; null when no model has the name. */
  public @Nullable Plan plan(RouteQuery query) {
    Catalogue catalogue = models.get();
    if (catalogue != known) {
      adopt(catalogue);
    }
    Model model = served(query);
    if (model == null) {
      return null;
    }
    Plan plan = route(model).plan(query);
    return model.policy().fallbacks().isEmpty() ? plan : withFallbacks(plan, query);
  }

  /** The model that is to serve, which is one of another name when a virtual model is asked. */
  private @Nullable Model served(RouteQuery query) {
    VirtualModel virtual = known.virtual(query.model());
    if (virtual == null) {
      return known.find(query.model());
    }
    long conversation = query.demand().conversation();
    long seed = conversation != 0 ? conversation : sources.random().nextLong();
    return known.named(Assignment.of(virtual, query.wishes(), seed));
  }

  private Plan withFallbacks(Plan plan, RouteQuery query) {
    List<Plan.Fallback> fallbacks = new ArrayList<>();
    Explanation explanation = plan.explanation();
    for (String name : plan.model().policy().fallbacks()) {
      Model model = known.named(name);
      if (model != null && !model.name().equals(plan.model().name())) {
        Plan other = route(model).plan(query);
        fallbacks.add(new Plan.Fallback(model, other.targets()));
        explanation = joined(explanation, other.explanation());
      }
    }
    return new Plan(
        plan.model(), plan.strategy(), plan.targets(), plan.excluded(), fallbacks, explanation);
  }

  private static @Nullable Explanation joined(
      @Nullable Explanation first, @Nullable Explanation then) {
    if (first == null || then == null) {
      return first;
    }
    List<Explanation.Option> options = new ArrayList<>(first.options());
    options.addAll(then.options());
    return new Explanation(first.strategy(), first.reason(), options);
  }

  private Route route(Model model) {
    Route route = routes.get(model);
    if (route == null) {
      route = new Route(model, sources, lane);
      routes.put(model, route);
    }
    return route;
  }

  private void adopt(Catalogue next) {
    // By name: the hash of a whole model takes a while, and most have no route.
    Map<String, List<Route>> byName = new HashMap<>();
    for (Route route : routes.values()) {
      byName.computeIfAbsent(route.model().name(), _ -> new ArrayList<>()).add(route);
    }
    IdentityHashMap<Model, Route> kept = new IdentityHashMap<>();
    next.planned()
        .forEach(model ->
            byName.getOrDefault(model.name(), List.of()).stream()
                .filter(route -> route.model().equals(model))
                .findFirst()
                .ifPresent(route -> kept.put(model, route)));
    routes = kept;
    known = next;
  }

  /** What to tell a client that asked for a name which no model has. */
  public Failure.UnknownModel unknown(String name) {
    return known.unknown(name);
  }
}
