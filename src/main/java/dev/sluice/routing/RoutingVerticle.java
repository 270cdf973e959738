package dev.sluice.routing;

import dev.sluice.bus.Lanes;
import dev.sluice.bus.RouteQuery;
import dev.sluice.bus.Routed;
import dev.sluice.bus.Topics;
import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the route queries of its lane. */
public final class RoutingVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RoutingVerticle.class);
  private static final Failure FAULT = new Failure.Internal("The routing gave no plan.");

  private final Lanes lanes;
  private final Models models;
  private final Availability availability;
  private final IntFunction<Statistics> statisticsOfLane;

  /**
   * Routes by the node's catalogue and availability.
   *
   * @param statisticsOfLane gives what the lane of a number knows of targets
   */
  public RoutingVerticle(
      Lanes lanes,
      Models models,
      Availability availability,
      IntFunction<Statistics> statisticsOfLane) {
    this.statisticsOfLane = statisticsOfLane;
    this.lanes = lanes;
    this.models = models;
    this.availability = availability;
  }

  @Override
  public Future<?> start() {
    int lane = lanes.of(context);
    Router router =
        new Router(
            models::current,
            availability,
            statisticsOfLane.apply(lane),
            lane,
            new SplittableRandom());
    return Topics.route(lane)
        .serve(vertx.eventBus(), (query, reply) -> reply.accept(answer(router, query)))
        .completion();
  }

  private static Routed answer(Router router, RouteQuery query) {
    try {
      Plan plan = router.plan(query);
      return plan != null
          ? new Routed.Planned(plan)
          : new Routed.Refused(router.unknown(query.model()));
    } catch (RuntimeException e) {
      // Without an answer the asking exchange would wait until its clock gives up.
      LOG.error("a route query could not be answered", e);
      return new Routed.Refused(FAULT);
    }
  }
}
