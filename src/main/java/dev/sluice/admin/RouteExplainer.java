package dev.sluice.admin;

import dev.sluice.bus.RouteQuery;
import dev.sluice.bus.Routed;
import dev.sluice.bus.Topics;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Asks the routing what it would do with a request. */
public final class RouteExplainer {
  private static final Routed UNROUTED =
      new Routed.Refused(new Failure.Internal("The routing does not answer."));

  private final Vertx vertx;

  /** Asks over the node's bus. */
  public RouteExplainer(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * What the lane's routing plans for the query, and why.
   *
   * @return fails with a {@link FailureException} when no model has the name
   */
  public Future<RouteReport> explain(int lane, RouteQuery query) {
    Promise<Routed> answered = Promise.promise();
    Topics.route(lane).ask(vertx, query, answered::complete, UNROUTED);
    return answered
        .future()
        .compose(answer ->
            switch (answer) {
              case Routed.Planned planned ->
                  Future.succeededFuture(RouteReport.of(query, planned.plan()));
              case Routed.Refused refused ->
                  Future.failedFuture(new FailureException(refused.failure()));
            });
  }
}
