package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Strategy;
import dev.sluice.stats.decisions.NodeDecisions;
import dev.sluice.stats.decisions.RouteDecision;
import dev.sluice.telemetry.OutcomeKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionReportsTest {
  private static final long NOW = 5_000_000_000L;

  private final NodeDecisions decisions = new NodeDecisions(1);
  private final DecisionReports reports =
      new DecisionReports(
          decisions, () -> NOW, Clock.fixed(Instant.parse("2030-01-01T00:00:10Z"), ZoneOffset.UTC));

  @Test
  void aDecisionIsDatedByTheDay() {
    decisions
        .lane(0)
        .decided(
            new RouteDecision(
                NOW - 2_000_000_000L,
                "chat",
                Strategy.PARETO,
                null,
                0,
                OutcomeKind.NO_TARGET,
                1_500_000));

    assertThat(reports.latest(null, null).decisions())
        .containsExactly(
            new DecisionReports.Decision(
                "2030-01-01T00:00:08Z", "chat", "pareto", null, 0, "no_target", 1.5));
    assertThat(reports.latest("1", "other").decisions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "", "ten", "1e2", "99999999999"})
  void aLimitThatIsNoneIsRefused(String limit) {
    FailureException thrown =
        assertThatExceptionOfType(FailureException.class)
            .isThrownBy(() -> assertThat(reports.latest(limit, null)).isNull())
            .actual();
    assertThat(((Failure.BadRequest) thrown.failure()).param()).isEqualTo("limit");
  }
}
