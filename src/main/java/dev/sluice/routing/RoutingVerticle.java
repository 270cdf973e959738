package dev.sluice.routing;

import dev.sluice.bus.Lanes;
import dev.sluice.bus.RouteQuery;
import dev.sluice.bus.Topics;
import dev.sluice.model.Plan;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the route queries of its lane. */
public final class RoutingVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RoutingVerticle.class);

  private final Lanes lanes;
  private final Models models;
  private final Availability availability;
  private final IntFunction<Statistics> statisticsOfLane;
  private final DeliveryOptions local = Topics.local();

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
    return vertx
        .eventBus()
        .<RouteQuery>localConsumer(Topics.route(lane), message -> answer(router, message))
        .completion();
  }

  private void answer(Router router, Message<RouteQuery> message) {
    try {
      Plan plan = router.plan(message.body());
      message.reply(plan != null ? plan : router.unknown(message.body().model()), local);
    } catch (RuntimeException e) {
      // Without an answer the asking exchange would hang until the bus gives up.
      LOG.error("a route query could not be answered", e);
      message.fail(500, "routing failed");
    }
  }
}
