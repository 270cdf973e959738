package dev.sluice.routing;

import static dev.sluice.routing.Fixtures.model;
import static dev.sluice.routing.Scene.providers;
import static dev.sluice.routing.Scene.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.ModelDefaults;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Constraints;
import dev.sluice.model.Demand;
import dev.sluice.model.Explanation;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Policy;
import dev.sluice.model.Preference;
import dev.sluice.model.Price;
import dev.sluice.model.Quality;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Task;
import dev.sluice.model.Traits;
import dev.sluice.model.VirtualModel;
import dev.sluice.model.VirtualModel.Rule;
import dev.sluice.model.VirtualModel.Share;
import dev.sluice.model.Wishes;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients say about the choice, virtual models, fallbacks and explanations. */
final class WishesTest {
  private static final Target CHEAP =
      target(
          "cheap",
          new Price(1_000_000, 0, 1_000_000),
          new Traits(null, 0.5, 0, Capabilities.UNKNOWN));
  private static final Target QUICK =
      target(
          "quick",
          new Price(9_000_000, 0, 9_000_000),
          new Traits(null, 0.5, 0, Capabilities.UNKNOWN));

  private static Scene scene(Strategy strategy) {
    return known(Scene.of(strategy, Constraints.NONE, CHEAP, QUICK));
  }

  private static Scene known(Scene scene) {
    return scene.knows("cheap", 10_000, 0.99, 2, 30).knows("quick", 10_000, 0.99, 0.2, 200);
  }

  private static Wishes wishes(@Nullable Strategy strategy, @Nullable Preference preference) {
    return new Wishes(strategy, preference, null, null, null, true);
  }

  @Test
  void aStrategyAndAPreferenceAreFollowed() {
    Scene scene = scene(Strategy.ROUND_ROBIN);
    Plan cheap = scene.plan(wishes(Strategy.COST, null));
    assertThat(cheap.strategy()).isEqualTo(Strategy.COST);
    assertThat(providers(cheap)).startsWith("cheap");
    assertThat(providers(scene.plan(wishes(Strategy.PARETO, Preference.FAST)))).startsWith("quick");
    assertThat(scene.plan().strategy()).isEqualTo(Strategy.ROUND_ROBIN);
  }

  @Test
  void aModelMayRefuseThem() {
    Policy usual = Policy.DEFAULT;
    Policy strict =
        new Policy(
            Preference.CHEAP,
            Constraints.NONE,
            0,
            false,
            usual.affinity(),
            usual.failover(),
            false,
            usual.hedging(),
            List.of(),
            null,
            usual.strict());
    Scene scene =
        known(new Scene(List.of(new Model("m", Strategy.PARETO, List.of(CHEAP, QUICK), strict))));
    Plan plan = scene.plan(wishes(Strategy.RANDOM, Preference.FAST));
    assertThat(plan.strategy()).isEqualTo(Strategy.PARETO);
    assertThat(providers(plan)).startsWith("cheap");
  }

  @Test
  void fallbacksArePlansOfTheOtherModels() {
    Model main = Scene.model("m", Strategy.COST, Constraints.NONE, List.of("spare", "gone"), CHEAP);
    Model spare = Scene.model("spare", Strategy.COST, Constraints.NONE, List.of("m"), QUICK, CHEAP);
    Scene scene = known(new Scene(List.of(main, spare, model("spar*"))));
    Plan plan = scene.plan(wishes(null, null));
    assertThat(plan.model()).isEqualTo(main);
    assertThat(plan.fallbacks()).containsExactly(new Plan.Fallback(spare, List.of(CHEAP, QUICK)));
    assertThat(explained(plan).options())
        .extracting(Explanation.Option::model)
        .containsExactly("m", "spare", "spare");
  }

  @Test
  void aVirtualModelFollowsItsRules() {
    VirtualModel auto =
        new VirtualModel(
            "auto",
            List.of(
                new Rule(Set.of(Task.REASONING), Set.of(), List.of(new Share("strong", 1))),
                new Rule(Set.of(), Set.of(Quality.HIGH), List.of(new Share("good", 1))),
                new Rule(Set.of(), Set.of(), List.of(new Share("plain", 1)))));
    Scene scene = new Scene(List.of(model("strong"), model("good"), model("plain")), auto);
    assertThat(served(scene, Task.REASONING, Quality.HIGH)).isEqualTo("strong");
    assertThat(served(scene, Task.CHAT, Quality.HIGH)).isEqualTo("good");
    assertThat(served(scene, null, Quality.LOW)).isEqualTo("plain");
    assertThat(served(scene, null, null)).isEqualTo("plain");
  }

  private static String served(Scene scene, @Nullable Task task, @Nullable Quality quality) {
    Wishes wishes = new Wishes(null, null, null, task, quality, false);
    return scene.plan("auto", Demand.PLAIN, wishes).model().name();
  }

  @Test
  void sharesOfAVirtualModelStickToTheConversation() {
    VirtualModel canary =
        new VirtualModel(
            "canary",
            List.of(
                new Rule(Set.of(), Set.of(), List.of(new Share("old", 95), new Share("new", 5)))));
    Scene scene = new Scene(List.of(model("old"), model("new")), canary);
    long[] conversations = new SplittableRandom(5).longs(10_000).toArray();
    long fresh =
        LongStream.of(conversations)
            .filter(conversation -> served(scene, conversation).equals("new"))
            .count();
    assertThat(fresh).isBetween(430L, 570L);
    for (long conversation : conversations) {
      assertThat(served(scene, conversation)).isEqualTo(served(scene, conversation));
    }
    long drawn = LongStream.range(0, 10_000).filter(_ -> served(scene, 0).equals("new")).count();
    assertThat(drawn).isBetween(430L, 570L);
  }

  private static String served(Scene scene, long conversation) {
    Demand demand = new Demand(0, 0, Set.of(), conversation);
    return scene.plan("canary", demand, Wishes.NONE).model().name();
  }

  @Test
  void virtualNamesAreListedAndServed() {
    VirtualModel auto =
        new VirtualModel("auto", List.of(new Rule(Set.of(), Set.of(), List.of(new Share("m", 1)))));
    Catalogue catalogue =
        new Catalogue(
            List.of(model("m")), List.of(), List.of(auto), ModelDefaults.usual(), Completion.NONE);
    assertThat(catalogue.names()).containsExactly("auto", "m");
    assertThat(catalogue.serves("auto")).isTrue();
    assertThat(catalogue.serves("autos")).isFalse();
    assertThat(catalogue.nearest("autos")).isEqualTo("auto");
  }

  @ParameterizedTest
  @EnumSource
  void anExplanationTellsOfEveryEligibleTargetInThePlansOrder(Strategy strategy) {
    Plan plan = scene(strategy).plan(wishes(null, null));
    Explanation explanation = explained(plan);
    assertThat(explanation.strategy()).isEqualTo(strategy);
    assertThat(explanation.options())
        .extracting(Explanation.Option::target)
        .containsExactlyElementsOf(plan.targets().stream().map(Target::id).toList());
    assertThat(explanation.reason())
        .startsWith(plan.targets().getFirst().id() + " comes first: ")
        .endsWith(".");
  }

  @Test
  void paretoTellsAllObjectivesTheFrontAndTheScores() {
    Explanation explanation = explained(scene(Strategy.PARETO).plan(wishes(null, Preference.FAST)));
    Explanation.Option first = explanation.options().getFirst();
    assertThat(first.target()).isEqualTo(new TargetId("quick/m"));
    assertThat(first.values().keySet())
        .containsExactly("cost", "latency", "throughput", "success", "quality", "energy");
    assertThat(explanation.options()).extracting(Explanation.Option::front).containsOnly(true);
    assertThat(first.score()).isLessThan(explanation.options().getLast().score());
  }

  @Test
  void whoDoesNotAskGetsNoExplanation() {
    assertThat(scene(Strategy.PARETO).plan().explanation()).isNull();
  }

  @Test
  void theBriefFormFitsIntoAHeader() {
    Plan plan = scene(Strategy.COST).plan(wishes(null, null));
    assertThat(Explanations.brief(plan)).startsWith("cost: cheap/m ").contains(", quick/m ");
    assertThat(Explanations.brief(scene(Strategy.RANDOM).plan()))
        .matches("random: (cheap/m, quick/m|quick/m, cheap/m)");
    Target[] many =
        LongStream.range(0, 40)
            .mapToObj(k -> Fixtures.target("pröv\n" + k, 1, 1))
            .toArray(Target[]::new);
    String brief = Explanations.brief(Scene.of(Strategy.PARETO, Constraints.NONE, many).plan());
    assertThat(brief).hasSize(200).endsWith("...").matches("[ -~]+");
  }

  private static Explanation explained(Plan plan) {
    Explanation explanation = plan.explanation();
    if (explanation == null) {
      throw new AssertionError("not explained");
    }
    return explanation;
  }
}
