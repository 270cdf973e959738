package dev.sluice.routing;

import static dev.sluice.routing.Fixtures.disabled;
import static dev.sluice.routing.Fixtures.discovering;
import static dev.sluice.routing.Fixtures.model;
import static dev.sluice.routing.Fixtures.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class RouterTest {
  private final Fixtures.Weather weather = new Fixtures.Weather();
  private final AtomicReference<Catalogue> catalogue = new AtomicReference<>();

  @Test
  void eachTierIsTriedBeforeTheNext() {
    Router router =
        router(
            model(
                "m",
                Strategy.ROUND_ROBIN,
                target("last", 1, 9),
                target("a", 1, 1),
                target("middle", 1, 5),
                target("b", 1, 1)));
    assertThat(providers(router)).containsExactly("a", "b", "middle", "last");
    assertThat(providers(router)).containsExactly("b", "a", "middle", "last");
  }

  @Test
  void aTierOfTargetsThatAreAllOutLeavesTheNextOne() {
    Router router =
        router(model("m", Strategy.WEIGHTED, target("a", 1, 1), target("reserve", 1, 2)));
    weather.down("a", Exclusion.BREAKER_OPEN);
    assertThat(providers(router)).containsExactly("reserve");
  }

  @Test
  void whatIsLeftOutIsNamedWithItsReason() {
    Router router =
        router(
            model(
                "m",
                Strategy.RANDOM,
                target("down", 1, 1),
                disabled("off"),
                target("spent", 1, 1),
                target("ok", 1, 1)));
    weather.down("down", Exclusion.UNHEALTHY);
    weather.down("spent", Exclusion.RATE_CAPPED);
    weather.down("off", Exclusion.UNHEALTHY);
    Plan plan = plan(router, "m");
    assertThat(plan.targets()).extracting(Target::provider).containsExactly("ok");
    assertThat(plan.excluded())
        .containsExactly(
            new Plan.Excluded(new TargetId("down/m"), Exclusion.UNHEALTHY),
            new Plan.Excluded(new TargetId("off/m"), Exclusion.DISABLED),
            new Plan.Excluded(new TargetId("spent/m"), Exclusion.RATE_CAPPED));
  }

  @Test
  void aModelWithoutAnEligibleTargetHasAnEmptyPlan() {
    Router router = router(model("m", Strategy.ROUND_ROBIN, target("a", 1, 1)));
    weather.down("a", Exclusion.COOLING);
    assertThat(plan(router, "m").targets()).isEmpty();
  }

  @Test
  void weightsCountInTheirOwnTier() {
    Router router = router(model("m", Strategy.WEIGHTED, target("a", 3, 1), target("b", 1, 1)));
    assertThat(firsts(router, 8)).containsExactly("a", "a", "b", "a", "a", "a", "b", "a");
  }

  @Test
  void roundRobinPassesOverWeights() {
    Router router = router(model("m", Strategy.ROUND_ROBIN, target("a", 3, 1), target("b", 1, 1)));
    assertThat(firsts(router, 4)).containsExactly("a", "b", "a", "b");
  }

  @Test
  void aRecoveredTargetIsNotHerdedOn() {
    Router router = router(model("m", Strategy.WEIGHTED, target("a", 1, 1), target("b", 1, 1)));
    weather.down("b", Exclusion.UNHEALTHY);
    assertThat(firsts(router, 50)).containsOnly("a");
    weather.up("b", 0.1);
    assertThat(firsts(router, 22)).filteredOn("b"::equals).hasSize(2);
  }

  @Test
  void modelsDoNotShareTheirTurns() {
    Model one = model("one", Strategy.ROUND_ROBIN, target("a", 1, 1), target("b", 1, 1));
    Model two = model("two", Strategy.ROUND_ROBIN, target("a", 1, 1), target("b", 1, 1));
    Router router = router(one, two);
    assertThat(plan(router, "one").targets().getFirst().provider()).isEqualTo("a");
    assertThat(plan(router, "two").targets().getFirst().provider()).isEqualTo("a");
    assertThat(plan(router, "one").targets().getFirst().provider()).isEqualTo("b");
  }

  @Test
  void namesThatMatchAPatternShareItsTurns() {
    Router router =
        router(model("m-*", Strategy.ROUND_ROBIN, target("a", 1, 1), target("b", 1, 1)));
    Set<String> firsts = new HashSet<>();
    for (String name : List.of("m-1", "m-2")) {
      firsts.add(plan(router, name).targets().getFirst().provider());
    }
    assertThat(firsts).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void lanesStartAtDifferentTargets() {
    Model model = model("m", Strategy.ROUND_ROBIN, target("a", 1, 1), target("b", 1, 1));
    catalogue.set(new Catalogue(List.of(model), List.of()));
    Router second =
        new Router(catalogue::get, weather, new NoStatistics(), 1, new SplittableRandom(1));
    assertThat(providers(second)).containsExactly("b", "a");
  }

  @Test
  void aListingIsRoutedFromTheNextQueryOnAndOtherModelsKeepTheirTurn() {
    Model model = model("m", Strategy.ROUND_ROBIN, target("a", 1, 1), target("b", 1, 1));
    catalogue.set(new Catalogue(List.of(model), List.of(discovering("p"))));
    Router router =
        new Router(catalogue::get, weather, new NoStatistics(), 0, new SplittableRandom(1));
    assertThat(providers(router)).startsWith("a");
    assertThat(router.plan(new RouteQuery(Endpoint.CHAT, "new"))).isNull();

    catalogue.updateAndGet(known -> known.listed("p", Set.of("new")));

    assertThat(plan(router, "new").targets()).extracting(Target::provider).containsExactly("p");
    assertThat(providers(router)).startsWith("b");
  }

  @Test
  void anUnknownNameIsToldWithTheNearestAndHowToListThem() {
    Router router = router(model("gpt-4o"));
    assertThat(router.unknown("gpt4o").message())
        .isEqualTo(
            "No model is named 'gpt4o'; did you mean 'gpt-4o'? GET /v1/models lists all names.");
    assertThat(router.unknown("llama").message())
        .isEqualTo("No model is named 'llama'. GET /v1/models lists all names.");
  }

  @Test
  void aLongUnknownNameIsCutBetweenCharacters() {
    String name = "x".repeat(99) + "\uD83D\uDE00".repeat(1_000);
    assertThat(router(model("m")).unknown(name).message())
        .contains("'" + "x".repeat(99) + "…'")
        .hasSizeLessThan(200);
  }

  private Router router(Model... models) {
    catalogue.set(new Catalogue(List.of(models), List.of()));
    return new Router(catalogue::get, weather, new NoStatistics(), 0, new SplittableRandom(1));
  }

  private static Plan plan(Router router, String name) {
    Plan plan = router.plan(new RouteQuery(Endpoint.CHAT, name));
    if (plan == null) {
      throw new AssertionError("no plan for " + name);
    }
    return plan;
  }

  private static List<String> providers(Router router) {
    return plan(router, "m").targets().stream().map(Target::provider).toList();
  }

  private static List<String> firsts(Router router, int turns) {
    return java.util.stream.Stream.generate(() -> providers(router).getFirst())
        .limit(turns)
        .toList();
  }
}
