package dev.sluice.pipeline;

import static dev.sluice.pipeline.Plans.fallback;
import static dev.sluice.pipeline.Plans.plan;
import static dev.sluice.pipeline.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepsTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Failure CRASHED = new Failure.Unavailable(500, "crashed", null);
  private static final Failure SILENT = new Failure.Silent("silent");
  private static final Failure TOO_LONG =
      new Failure.Rejected(400, "too long", null, "context_length_exceeded", null);

  private static Steps steps(Plan plan) {
    return new Steps(plan, "asked");
  }

  private static List<String> rest(Steps steps) {
    List<String> seen = new ArrayList<>();
    for (Target next = steps.next(); next != null; next = steps.next()) {
      seen.add(next.provider() + " for " + steps.model());
    }
    return seen;
  }

  @Test
  void goesThroughTheTargetsOfTheModelAndThenOfItsFallbacks() {
    Steps steps =
        steps(
            plan(
                List.of(target("a"), target("b")),
                fallback("empty"),
                fallback("reserve", target("a"), target("c"))));

    assertThat(steps.left()).isEqualTo(4);
    assertThat(rest(steps))
        .containsExactly("a for asked", "b for asked", "a for reserve", "c for reserve");
    assertThat(steps.left()).isZero();
    assertThat(steps.next()).isNull();
  }

  @Test
  void startsWithTheFallbacksWhenNothingOfTheModelIsLeft() {
    Steps steps = steps(plan(List.of(), fallback("reserve", target("c"))));

    assertThat(rest(steps)).containsExactly("c for reserve");
  }

  @Test
  void countsTheTargetsThatAreStillToComeAndFit() {
    Steps steps = steps(plan(List.of(target("a"), target("b")), fallback("reserve", target("c"))));
    assertThat(steps.next()).isNotNull();

    assertThat(steps.left()).isEqualTo(2);
    assertThat(steps.left(target -> target.provider().equals("c"))).isEqualTo(1);
  }

  @Test
  void asksAnUpstreamModelOnceUnderWhateverName() {
    Steps steps =
        steps(
            plan(
                List.of(target("a", "m", 0)),
                fallback("m", target("a"), target("b", "m", 0)),
                fallback("n", target("b", "m", 0), target("b", "n", 0))));

    assertThat(rest(steps)).containsExactly("a for asked", "b for m", "b for n");
  }

  @Test
  void aPatternServesTheNameThatWasAsked() {
    Plan plan = new Plan(Plans.model("gpt-*"), List.of(target("a")), List.of());
    Steps steps = new Steps(plan, "gpt-7");
    assertThat(steps.next()).isNotNull();

    assertThat(steps.model()).isEqualTo("gpt-7");
  }

  @Test
  void anotherNameForAModelServesThatModel() {
    Plan plan = new Plan(Plans.model("real"), List.of(target("a")), List.of());
    Steps steps = new Steps(plan, "auto");
    assertThat(steps.next()).isNotNull();

    assertThat(steps.model()).isEqualTo("real");
  }

  @Test
  void anOutgrownWindowLeavesOnlyLargerOnes() {
    Steps steps =
        steps(
            plan(
                List.of(
                    target("small", "m", 8_000),
                    target("same", "m", 8_000),
                    target("unknown", "m", 0),
                    target("large", "m", 32_000),
                    target("larger", "m", 64_000)),
                fallback("vast", target("vast", "n", 1_000_000))));
    assertThat(steps.next()).isNotNull();
    steps.failed(TOO_LONG);

    assertThat(steps.left()).isEqualTo(3);
    assertThat(steps.next()).satisfies(it -> assertThat(it.provider()).isEqualTo("large"));
    steps.failed(new Failure.Rejected(400, "prompt is too long", null, null, null));
    assertThat(rest(steps)).containsExactly("larger for asked", "vast for vast");
  }

  @Test
  void anOutgrownWindowOfUnknownSizeLeavesDeclaredOnes() {
    Steps steps = steps(plan(List.of(target("a"), target("b"), target("c", "m", 4_000))));
    assertThat(steps.next()).isNotNull();
    steps.failed(TOO_LONG);

    assertThat(rest(steps)).containsExactly("c for asked");
  }

  @Test
  void theFailureInTheEndIsTheLastOneOfTheModelItself() {
    Steps steps = steps(plan(List.of(target("a"), target("b")), fallback("reserve", target("c"))));
    for (Failure failure : List.of(SILENT, CRASHED, TOO_LONG)) {
      assertThat(steps.next()).isNotNull();
      steps.failed(failure);
    }

    assertThat(steps.verdict(_ -> Duration.ZERO, _ -> SOON)).isEqualTo(CRASHED);
  }

  @Test
  void aFallbacksFailureIsNotToldWhenTheModelHadNoTarget() {
    Steps steps = steps(plan(List.of(), fallback("reserve", target("c"))));
    assertThat(steps.next()).isNotNull();
    steps.failed(TOO_LONG);

    assertThat(steps.verdict(_ -> Duration.ZERO, _ -> SOON))
        .isInstanceOfSatisfying(
            Failure.NoTarget.class, it -> assertThat(it.message()).contains("'asked'"));
  }

  @ParameterizedTest
  @CsvSource({
    "COOLING, 30, COOLING, 7, 7",
    "COOLING, 30, BREAKER_OPEN, 12, 12",
    "COOLING, 30, UNHEALTHY, 0, 30",
    "COOLING, 30, DISABLED, 3, 30",
    "COOLING, 30, CAPABILITY, 3, 30",
    "COOLING, 30, RATE_CAPPED, 0, 1",
    "UNHEALTHY, 0, BREAKER_OPEN, 0, 1",
  })
  void theClientIsToldTheShortestKnownWait(
      Exclusion one, int oneSeconds, Exclusion other, int otherSeconds, int told) {
    TargetId a = target("a").id();
    TargetId b = target("b").id();
    Map<TargetId, Duration> pauses =
        Map.of(a, Duration.ofSeconds(oneSeconds), b, Duration.ofSeconds(otherSeconds));
    assertThat(
            steps(excluding(one, other))
                .verdict(id -> pauses.getOrDefault(id, Duration.ZERO), _ -> SOON))
        .isInstanceOfSatisfying(
            Failure.NoTarget.class,
            it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(told)));
  }

  @ParameterizedTest
  @CsvSource({
    "CONSTRAINT, CAPABILITY, no_target_fits",
    "CONTEXT, CONSTRAINT, no_target_fits",
    "DISABLED, CONSTRAINT, no_target_fits",
    "CONTEXT, CONTEXT, context_length_exceeded",
  })
  void aRequestThatNoTargetWillEverFitIsTheClients(Exclusion one, Exclusion other, String code) {
    Steps steps = steps(excluding(one, other));

    assertThat(steps.verdict(_ -> Duration.ZERO, _ -> SOON))
        .isInstanceOfSatisfying(
            Failure.BadRequest.class,
            it -> {
              assertThat(it.code()).isEqualTo(code);
              assertThat(it.message()).contains("a/* (" + one.id() + ")", "'asked'");
            });
  }

  private static Plan excluding(Exclusion one, Exclusion other) {
    return new Plan(
        Plans.model("asked"),
        List.of(),
        List.of(
            new Plan.Excluded(target("a").id(), one), new Plan.Excluded(target("b").id(), other)));
  }

  @Test
  void whenOnlyCapsKeepTargetsOutTheClientIsToldWhenTheFirstHasSomethingLeft() {
    TargetId a = target("a").id();
    TargetId b = target("b").id();
    TargetId off = target("off").id();
    Plan plan =
        new Plan(
            Plans.model("asked"),
            List.of(),
            List.of(
                new Plan.Excluded(a, Exclusion.RATE_CAPPED, "target.max_rps"),
                new Plan.Excluded(off, Exclusion.DISABLED),
                new Plan.Excluded(b, Exclusion.RATE_CAPPED, "provider.concurrency")));
    Map<TargetId, Duration> waits = Map.of(a, Duration.ofSeconds(9), b, Duration.ofSeconds(4));

    assertThat(steps(plan).verdict(_ -> Duration.ZERO, id -> waits.getOrDefault(id, SOON)))
        .isInstanceOfSatisfying(
            Failure.RateCapped.class,
            it -> {
              assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(4));
              assertThat(it.message()).contains("rate_capped by target.max_rps", "'asked'");
            });
  }

  @Test
  void aCapThatWasSpentAfterThePlanWasMadeIsToldToo() {
    Steps steps = steps(plan(List.of(target("a"))));

    assertThat(steps.verdict(_ -> Duration.ZERO, _ -> Duration.ofMillis(70)))
        .isInstanceOfSatisfying(
            Failure.RateCapped.class,
            it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofMillis(70)));
  }

  @Test
  void aCapThatHasSomethingAgainAtTheEndIsToldToo() {
    Steps steps = steps(plan(List.of(target("a"))));
    assertThat(steps.next()).isNotNull();
    steps.capped(target("a").id());

    assertThat(steps.verdict(_ -> Duration.ZERO, _ -> Duration.ZERO))
        .isInstanceOfSatisfying(
            Failure.RateCapped.class, it -> assertThat(it.retryAfter()).isEqualTo(SOON));
  }

  @Test
  void aTargetThatBeganToCoolAfterThePlanWasMadeIsWaitedForToo() {
    Steps steps = steps(plan(List.of(target("a"))));

    assertThat(steps.verdict(_ -> Duration.ofSeconds(9), _ -> SOON))
        .isInstanceOfSatisfying(
            Failure.NoTarget.class,
            it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
  }
}
