package dev.sluice.admin;

import dev.sluice.bus.RouteQuery;
import dev.sluice.bus.Topics;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Plan;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;

/** Asks the routing what it would do with a request. */
public final class RouteExplainer {
  private final EventBus bus;

  /** Asks over the node's bus. */
  public RouteExplainer(EventBus bus) {
    this.bus = bus;
  }

  /**
   * What the lane's routing plans for the query, and why.
   *
   * @return fails with a {@link FailureException} when no model has the name
   */
  public Future<RouteReport> explain(int lane, RouteQuery query) {
    return bus.<Object>request(Topics.route(lane), query, Topics.local())
        .compose(reply ->
            switch (reply.body()) {
              case Plan plan -> Future.succeededFuture(RouteReport.of(query, plan));
              case Failure failure -> Future.failedFuture(new FailureException(failure));
              default -> Future.failedFuture("the routing gave no plan");
            });
  }
}
