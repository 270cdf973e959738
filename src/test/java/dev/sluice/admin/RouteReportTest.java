package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Demand;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Explanation;
import dev.sluice.model.Explanation.Option;
import dev.sluice.model.Explanation.Value;
import dev.sluice.model.Feature;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import dev.sluice.model.Wishes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RouteReportTest {
  private static final Target A = target("a");
  private static final Target B = target("b");
  private static final TargetId C = TargetId.of("c", "m");
  private static final Model MODEL = new Model("chat", Strategy.PARETO, List.of(A, B));
  private static final Model SPARE = new Model("spare", Strategy.COST, List.of(B));
  private static final RouteQuery QUERY =
      new RouteQuery(
          Endpoint.CHAT,
          "auto",
          new Demand(12, 7, Set.of(Feature.VISION, Feature.TOOLS), 255),
          Wishes.NONE);

  @Test
  void tellsValuesFrontExclusionsAndWhatFollows() {
    RouteReport report =
        RouteReport.of(
            QUERY,
            new Plan(
                MODEL,
                Strategy.PARETO,
                List.of(A, B),
                List.of(new Plan.Excluded(C, Exclusion.CONTEXT)),
                List.of(new Plan.Fallback(SPARE, List.of(B))),
                new Explanation(
                    Strategy.PARETO,
                    "a/m is the cheapest.",
                    List.of(
                        option(A, true, new Value(0.25, 0.01)),
                        option(B, false, new Value(Double.NaN, Double.POSITIVE_INFINITY))))));

    assertThat(report.asked()).isEqualTo("auto");
    assertThat(report.model()).isEqualTo("chat");
    assertThat(report.reason()).isEqualTo("a/m is the cheapest.");
    assertThat(report.front()).containsExactly("a/m");
    assertThat(report.plan()).containsExactly("a/m", "b/m");
    assertThat(report.excluded()).containsExactly(new RouteReport.Excluded("c/m", "context"));
    assertThat(report.fallbacks())
        .containsExactly(new RouteReport.Fallback("spare", List.of("b/m")));
    assertThat(report.request())
        .isEqualTo(new RouteReport.Request(12, 7, List.of("tools", "vision"), "ff"));
    assertThat(report.eligible().get(0).values())
        .containsEntry("cost", new RouteReport.Value(0.25, 0.01));
    assertThat(report.eligible().get(1).values())
        .containsEntry("cost", new RouteReport.Value(null, null));
  }

  @Test
  void aPlanWithoutReasonsStillTellsItsTargets() {
    RouteReport report = RouteReport.of(QUERY, new Plan(MODEL, List.of(B), List.of()));
    assertThat(report.eligible().stream().map(RouteReport.Option::target)).containsExactly("b/m");
    assertThat(report.front()).isNull();
    assertThat(report.reason()).isNull();
  }

  private static Option option(Target target, boolean front, Value cost) {
    return new Option(target.id(), "chat", Map.of("cost", cost), front, 0.5);
  }

  private static Target target(String provider) {
    return Targets.of(provider, "m").make();
  }
}
