package dev.sluice.routing;

import static dev.sluice.routing.Scene.providers;
import static dev.sluice.routing.Scene.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Api;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Constraints;
import dev.sluice.model.Demand;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Feature;
import dev.sluice.model.Plan;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.TargetId;
import dev.sluice.model.Traits;
import dev.sluice.model.Wishes;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a request can be served at all. */
final class NeedsTest {
  private static final Price FREE = new Price(0, 0, 0);

  @Test
  void aRequestGoesWhereItsFeaturesAreDeclaredOrNothingIs() {
    Scene scene =
        Scene.of(
            Strategy.ROUND_ROBIN,
            Constraints.NONE,
            target("silent", Capabilities.UNKNOWN),
            target("able", new Capabilities(0, 0, Set.of(Feature.TOOLS, Feature.VISION))),
            target("blind", new Capabilities(0, 0, Set.of(Feature.TOOLS))),
            target("plain", new Capabilities(0, 0, Set.of())));
    Plan plan = scene.plan(new Demand(0, 0, Set.of(Feature.TOOLS, Feature.VISION), 0));
    assertThat(providers(plan)).containsExactlyInAnyOrder("silent", "able");
    assertThat(plan.excluded())
        .containsExactly(
            new Plan.Excluded(new TargetId("blind/m"), Exclusion.CAPABILITY),
            new Plan.Excluded(new TargetId("plain/m"), Exclusion.CAPABILITY));
    assertThat(scene.plan().targets()).hasSize(4);
  }

  @Test
  void toolsOfTheResponsesApiGoWhereThatApiIsSpoken() {
    Capabilities listed = new Capabilities(0, 0, Set.of(Feature.TOOLS, Feature.RESPONSES_TOOLS));
    Scene scene =
        Scene.of(
            Strategy.ROUND_ROBIN,
            Constraints.NONE,
            target("chat", Capabilities.UNKNOWN),
            target("said", listed).asked(Api.CHAT),
            target("both", Capabilities.UNKNOWN).asked(Api.BOTH),
            target("listed", listed).asked(Api.RESPONSES),
            target("denied", new Capabilities(0, 0, Set.of(Feature.TOOLS))).asked(Api.RESPONSES));
    Plan plan = scene.plan(new Demand(0, 0, Set.of(Feature.TOOLS, Feature.RESPONSES_TOOLS), 0));
    assertThat(providers(plan)).containsExactlyInAnyOrder("both", "listed");
    assertThat(plan.excluded()).extracting(Plan.Excluded::why).containsOnly(Exclusion.CAPABILITY);
  }

  @ParameterizedTest
  @CsvSource({
    "7000, 1000, ",
    "7001, 1000, CONTEXT",
    "8000, 0, ",
    "8001, 0, CONTEXT",
    "100, 2000, ",
    "100, 2001, CONTEXT",
  })
  void promptAndAnswerFitIntoTheWindow(int prompt, int answer, @Nullable Exclusion why) {
    Scene scene =
        Scene.of(
            Strategy.RANDOM,
            Constraints.NONE,
            target("small", new Capabilities(8_000, 2_000, null)),
            target("large", new Capabilities(200_000, 0, null)));
    Plan plan = scene.plan(new Demand(prompt, answer, Set.of(), 0));
    assertThat(providers(plan)).contains("large").hasSize(why == null ? 2 : 1);
    assertThat(plan.excluded()).extracting(Plan.Excluded::why).isEqualTo(list(why));
  }

  private static java.util.List<Exclusion> list(@Nullable Exclusion why) {
    return why == null ? java.util.List.of() : java.util.List.of(why);
  }

  @Test
  void whenAnEstimateFitsNowhereTheProviderIsAskedIfItMayBeWrong() {
    Scene scene =
        Scene.of(
            Strategy.RANDOM,
            Constraints.NONE,
            target("small", new Capabilities(8_000, 0, null)),
            target("tiny", new Capabilities(2_000, 0, null)));
    assertThat(providers(scene.plan(new Demand(10_000, 0, Set.of(), 0)))).containsExactly("small");
    Plan none = scene.plan(new Demand(20_000, 0, Set.of(), 0));
    assertThat(none.targets()).isEmpty();
    assertThat(none.excluded()).extracting(Plan.Excluded::why).containsOnly(Exclusion.CONTEXT);
  }

  @ParameterizedTest
  @EnumSource
  void aFullTargetIsLeftOutByEveryStrategy(Strategy strategy) {
    Scene scene =
        Scene.of(
            strategy,
            Constraints.NONE,
            target("full", FREE, 3, Traits.NONE),
            target("free", FREE, 0, Traits.NONE));
    scene.busy("full", 3);
    scene.busy("free", 300);
    Plan plan = scene.plan();
    assertThat(providers(plan)).containsExactly("free");
    assertThat(plan.excluded())
        .containsExactly(new Plan.Excluded(new TargetId("full/m"), Exclusion.FULL));
    scene.busy("full", 2);
    assertThat(scene.plan().targets()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void everyStrategyKeepsAllConstraints(Strategy strategy) {
    Traits fit = new Traits("eu", 0.8, 0, Capabilities.UNKNOWN);
    Price usual = new Price(1_000_000, 0, 1_000_000);
    Scene scene =
        Scene.of(
            strategy,
            new Constraints(1_000, 1_000, 0.9, 0.7, Set.of("eu", "ch")),
            target("fit", usual, fit),
            target("dear", new Price(9_000_000, 0, 9_000_000), fit),
            target("slow", usual, fit),
            target("frail", usual, fit),
            target("poor", usual, new Traits("eu", 0.6, 0, Capabilities.UNKNOWN)),
            target("abroad", usual, new Traits("us", 0.8, 0, Capabilities.UNKNOWN)),
            target("nowhere", usual, new Traits(null, 0.8, 0, Capabilities.UNKNOWN)));
    for (String provider : new String[] {"fit", "dear", "poor", "abroad", "nowhere"}) {
      scene.knows(provider, 1_000, 0.99, 0.5, 100);
    }
    scene.knows("slow", 1_000, 0.99, 1.1, 100).knows("frail", 1_000, 0.85, 0.5, 100);
    for (int turn = 0; turn < 100; turn++) {
      Plan plan = scene.plan();
      assertThat(providers(plan)).containsExactly("fit");
      assertThat(plan.excluded())
          .hasSize(6)
          .extracting(Plan.Excluded::why)
          .containsOnly(Exclusion.CONSTRAINT);
    }
  }

  @Test
  void constraintsOfModelAndClientAddUp() {
    Scene scene =
        Scene.of(
            Strategy.COST,
            new Constraints(0, 0, 0, 0, Set.of("eu", "us")),
            target("eu", FREE, new Traits("eu", 0.5, 0, Capabilities.UNKNOWN)),
            target("us", FREE, new Traits("us", 0.5, 0, Capabilities.UNKNOWN)),
            target("cn", FREE, new Traits("cn", 0.5, 0, Capabilities.UNKNOWN)));
    Constraints wished = new Constraints(0, 0, 0, 0, Set.of("us", "cn"));
    Plan plan = scene.plan(new Wishes(null, null, wished, null, null, false));
    assertThat(providers(plan)).containsExactly("us");
  }

  @Test
  void whenNoneKeepsTheConstraintsThePlanIsEmptyAndSaysSo() {
    Scene scene =
        Scene.of(
            Strategy.PARETO,
            new Constraints(0, 0, 0, 0.9, Set.of()),
            target("a", FREE, Traits.NONE),
            target("b", FREE, Traits.NONE));
    Plan plan = scene.plan(new Wishes(null, null, null, null, null, true));
    assertThat(plan.targets()).isEmpty();
    assertThat(plan.excluded())
        .hasSize(2)
        .extracting(Plan.Excluded::why)
        .containsOnly(Exclusion.CONSTRAINT);
    assertThat(Explanations.brief(plan))
        .isEqualTo("pareto: no target; not a/m constraint; not b/m constraint");
  }

  @Test
  void whatNobodyMeasuredYetMayBeTried() {
    Scene scene =
        Scene.of(
            Strategy.PARETO,
            new Constraints(0, 500, 0.99, 0, Set.of()),
            target("new", FREE, Traits.NONE));
    assertThat(scene.plan().targets()).hasSize(1);
    scene.knows("new", 100, 1, 0.8, 100);
    assertThat(scene.plan().targets()).isEmpty();
    // After a long time without attempts next to nothing is left of what was measured.
    scene.knows("new", 0.5, 1, 0.8, 100);
    assertThat(scene.plan().targets()).hasSize(1);
  }
}
