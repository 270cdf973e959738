package dev.sluice.simulation.report;

import static dev.sluice.simulation.report.Numbers.dollarsOfThousand;
import static dev.sluice.simulation.report.Numbers.percent;
import static dev.sluice.simulation.report.Numbers.plain;

import dev.sluice.simulation.replay.Outlook;
import dev.sluice.simulation.replay.ReplayResult;
import dev.sluice.simulation.result.Figures;
import dev.sluice.simulation.result.Result;
import dev.sluice.simulation.result.Study;
import java.util.ArrayList;
import java.util.List;

/** Results as tables. */
public final class Tables {
  private Tables() {}

  /** The strategies of a study beside each other, as text. */
  public static String text(Study study) {
    return strategies(study).text() + "Times are in seconds, costs in US dollars.\n";
  }

  /** What would have changed under each of several policies, as text. */
  public static String text(List<ReplayResult> results) {
    StringBuilder out = new StringBuilder(policies(results).text());
    for (ReplayResult result : results) {
      out.append('\n').append(targets(result).text());
    }
    return out.toString();
  }

  static Table strategies(Study study) {
    List<List<String>> rows = new ArrayList<>();
    for (Result result : study.results()) {
      Figures f = result.figures();
      rows.add(
          List.of(
              result.strategy(),
              plain(dollarsOfThousand(f.cost())),
              plain(f.firstToken().p50()),
              plain(f.firstToken().p99()),
              plain(f.whole().p50()),
              plain(f.whole().p99()),
              percent(f.success()),
              plain(f.attempts()),
              plain(study.scoreRatio(result)),
              plain(f.regret()),
              percent(f.front()),
              plain(f.adaptation()),
              plain(f.herding())));
    }
    return new Table(
        List.of(
            "strategy",
            "$ of 1000",
            "first p50",
            "first p99",
            "whole p50",
            "whole p99",
            "success",
            "attempts",
            "× oracle",
            "regret",
            "on front",
            "adapts in",
            "herding"),
        rows);
  }

  static Table policies(List<ReplayResult> results) {
    List<List<String>> rows = new ArrayList<>();
    for (ReplayResult result : results) {
      Outlook before = result.recorded();
      Outlook after = result.replayed();
      rows.add(
          List.of(
              result.strategy(),
              percent((double) result.changed() / result.decisions()),
              percent(result.moved()),
              plain(dollarsOfThousand(before.cost())),
              plain(dollarsOfThousand(after.cost())),
              Numbers.change(before.cost(), after.cost()),
              plain(before.latency()),
              plain(after.latency()),
              Numbers.change(before.latency(), after.latency()),
              percent(before.success()),
              percent(after.success())));
    }
    return new Table(
        List.of(
            "policy",
            "decided otherwise",
            "share moved",
            "$ of 1000 was",
            "would be",
            "change",
            "first token was",
            "would be",
            "change",
            "success was",
            "would be"),
        rows);
  }

  static Table targets(ReplayResult result) {
    List<List<String>> rows = new ArrayList<>();
    for (ReplayResult.Share share : result.targets()) {
      rows.add(
          List.of(
              share.target().value(),
              share.model(),
              percent(share.recorded()),
              percent(share.replayed())));
    }
    return new Table(List.of("target", "model", "share was", result.strategy()), rows);
  }
}
