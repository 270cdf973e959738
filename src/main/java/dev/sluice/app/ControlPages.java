package dev.sluice.app;

import dev.sluice.admin.DecisionReports;
import dev.sluice.admin.HealthReports;
import dev.sluice.admin.NodeReports;
import dev.sluice.admin.RouteExplainer;
import dev.sluice.admin.StatsReports;
import dev.sluice.ingress.Page;
import dev.sluice.ingress.Page.Awaiting;
import dev.sluice.pipeline.NodeAvailability;
import dev.sluice.routing.Availability;
import dev.sluice.stats.decisions.NodeDecisions;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/** The control API's pages and what stands behind each. */
final class ControlPages {
  /** Parameter that names a member. */
  private static final String NODE = "node";

  private ControlPages() {}

  /** The pages of a node. */
  static List<Page> of(
      Parts parts, Vertx vertx, NodeDecisions decisions, ConfigStatus config, Awaiting reload) {
    Availability availability = new NodeAvailability(parts.health(), parts.caps());
    StatsReports stats =
        new StatsReports(parts.board(), parts.stats(), parts.models(), availability);
    HealthReports health =
        new HealthReports(parts.health(), parts.stats()::targets, parts.models(), availability);
    DecisionReports last = new DecisionReports(decisions, System::nanoTime, Clock.systemUTC());
    NodeReports nodes = new NodeReports(parts.fleet());
    RouteExplainer explainer = new RouteExplainer(vertx);
    return List.of(
        new Page.Weighed("/v1/route/explain", explainer::explain),
        new Page.Shown(
            "/v1/route/decisions",
            (_, params) -> last.latest(params.get("limit"), params.get("model"))),
        new Page.Shown(
            "/v1/load-balancing/statistics", (_, params) -> stats.balance(params.get(NODE))),
        new Page.Shown("/v1/stats", (_, params) -> stats.everything(params.get(NODE))),
        new Page.Ordered("/v1/stats/reset", stats::reset),
        new Page.Ordered("/v1/stats/refresh", stats::refresh),
        new Page.Shown(
            "/v1/providers/stats/overview", (_, params) -> stats.overview(params.get(NODE))),
        new Page.Shown(
            "/v1/providers/{name}/performance",
            (name, params) -> stats.performance(name, params.get(NODE))),
        new Page.Shown("/v1/health/providers", (_, _) -> health.providers()),
        new Page.Shown("/v1/health/models/{model}", (name, _) -> health.model(name)),
        new Page.Inner(new Page.Shown("/admin/config", (_, _) -> config.report())),
        new Page.Inner(new Page.Awaited("/admin/reload", reload)),
        new Page.Inner(new Page.Shown("/admin/nodes", (_, _) -> nodes.nodes())),
        new Page.Inner(
            new Page.Commanded("/admin/nodes/{name}/drain", name -> nodes.drain(name, true))),
        new Page.Inner(
            new Page.Commanded("/admin/nodes/{name}/resume", name -> nodes.drain(name, false))));
  }
}
